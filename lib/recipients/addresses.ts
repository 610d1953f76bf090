import { z } from "zod";
import { toPlainText } from "./plain-text";
import type { Verdict } from "./verdict";
import { accept, awaitMore, refuse } from "./verdict";

const email = z.email();

/** An e-mail address, by the rule of the whole portal. */
export function readEmail(text: string): Verdict {
  const plain = toPlainText(text);
  if (plain === "") return awaitMore("empty");
  if (email.safeParse(plain).success) return accept(plain);
  return /\s/.test(plain) ? refuse("email_invalid") : awaitMore("email_invalid");
}

/** An absolute address of the web, `http` or `https`; kept as it was typed. */
export function readWebAddress(text: string): Verdict {
  const plain = toPlainText(text);
  if (plain === "") return awaitMore("empty");
  if (/\s/.test(plain)) return refuse("web_address_invalid");
  const isAddress = /^https?:\/\/[^/]/i.test(plain) && URL.canParse(plain);
  return isAddress ? accept(plain) : awaitMore("web_address_invalid");
}
