/** An instant in the reader's words. */
export type MomentProps = {
  /** ISO 8601. */
  iso: string;
  words: string;
  /** The exact local time and UTC. */
  exact: string;
};

export function Moment({ iso, words, exact }: MomentProps) {
  return (
    <time dateTime={iso} title={exact} className="whitespace-nowrap">
      {words}
    </time>
  );
}
