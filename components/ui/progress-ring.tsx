/** A ring filled by `done` of `total`; a mark only, the words beside it carry the numbers. */
export function ProgressRing({ done, total }: { done: number; total: number }) {
  const share = total > 0 ? Math.min(Math.max(done / total, 0), 1) : 0;
  const length = 2 * Math.PI * 6;
  return (
    <svg aria-hidden viewBox="0 0 16 16" className="size-3.5 shrink-0 -rotate-90" fill="none">
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="2.5" opacity="0.3" />
      <circle
        cx="8"
        cy="8"
        r="6"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeDasharray={`${share * length} ${length}`}
      />
    </svg>
  );
}
