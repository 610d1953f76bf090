import { z } from "zod";

/** The built-in signer needs no account anywhere, so there is nothing to set. */
export const builtInSettings = z.strictObject({});
