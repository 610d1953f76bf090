/** Without letters and digits that look like others. */
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** A secret of 120 bits that can be read over the telephone. */
export const makeUp = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => alphabet[byte % 32]).join("");
