/** What was heard: read these again, up to `sequence`; `null` is everything. */
export type Word = { readonly sequence: number; readonly envelopeIds: readonly string[] | null };

const mostRemembered = 200;

/** Which changes were heard, one by one as far back as is remembered. */
export class HeardChanges {
  private readonly heard: { readonly sequence: number; readonly ids: readonly string[] }[] = [];
  /** Every change after this number is known one by one. */
  private knownFrom: number;

  /** @param position up to which everything is known already */
  constructor(public position: number) {
    this.knownFrom = position;
  }

  /** Whether a page that was made at `since` may show something that is not so any more. */
  hasNews(since: number, envelopeId?: string): boolean {
    return (
      since < this.knownFrom ||
      this.heard.some(
        ({ sequence, ids }) =>
          sequence > since && (envelopeId === undefined || ids.includes(envelopeId)),
      )
    );
  }

  /** @param from where the teller stood before: who stood further back has missed something */
  add({ sequence, envelopeIds }: Word, from: number): void {
    if (envelopeIds === null || from > this.position) {
      this.knownFrom = sequence;
      this.heard.length = 0;
      this.position = sequence;
    } else if (sequence >= this.position) {
      if (envelopeIds.length > 0) this.heard.push({ sequence, ids: envelopeIds });
      if (this.heard.length > mostRemembered)
        this.knownFrom = this.heard.shift()?.sequence ?? sequence;
      this.position = sequence;
    }
  }
}
