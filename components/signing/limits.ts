/**
 * The limits of `lib/envelopes/schema.ts` that this page shows. Written again because that file
 * brings a schema library along, which a recipient's phone need not load; a test compares them.
 */
export const nameLength = 120;
export const reasonLength = 500;
export const codeLength = 64;
