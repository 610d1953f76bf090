/** Somebody who is not signed in, or not yet: where the request came from and with what. */
export type Visitor = {
  readonly address: string | null;
  readonly userAgent: string | null;
};
