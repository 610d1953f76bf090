/** The shared box of inputs, text areas and selects. 16 px on phones, or iOS zooms into them. */
export const controlLook = [
  "block w-full rounded-md border border-edge bg-surface px-3 text-base text-ink md:text-sm",
  "placeholder:text-muted hover:border-ink disabled:bg-sunken disabled:text-muted",
  "aria-invalid:border-error aria-invalid:ring-1 aria-invalid:ring-error",
].join(" ");
