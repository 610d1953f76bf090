import { randomBytes } from "node:crypto";
import type { CallMark, HttpCall } from "./contract";
import { isMark } from "./fill-call";

/** A word of a shell that stands for exactly this text, whatever is in it (POSIX, 2.2.2). */
export const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const variable = (name: string): string =>
  `"$MUHR_${name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase()}"`;

type Curl = {
  readonly call: HttpCall;
  readonly url: URL;
  /** `SigningProvider.proof` */
  readonly proof: string | undefined;
  readonly now: Date;
};

/**
 * The call as a command for a shell, to be run by hand. Secrets and what only an attempt has are
 * variables that whoever runs it sets (`$MUHR_TOKEN`); `$MUHR_PDF` is the path of the sent file. The
 * body goes through a pipe: a command's arguments have an end, a document has none.
 */
export function toCurl({ call, url, proof, now }: Curl): string {
  const place = randomBytes(24).toString("hex");
  const json = JSON.stringify(call.body, (_, value: unknown) => {
    if (!isMark(value)) return value;
    if (value.insert === "milliseconds_until")
      return Math.max(1, new Date(value.at).getTime() - now.getTime());
    return `${place}${nameOf(value)}${place}`;
  });
  const pieces = json.split(place).map((text, index) => {
    if (index % 2 === 0) return `printf %s ${quoteForShell(text)};`;
    if (text === pdf) return `base64 < ${variable("PDF")} | tr -d '\\n';`;
    return `printf %s ${variable(text)};`;
  });
  const headers = [
    ...Object.entries({ "content-type": "application/json", ...call.headers }).map(
      ([name, value]) => quoteForShell(`${name}: ${value}`),
    ),
    ...(proof === undefined
      ? []
      : [`${quoteForShell(`authorization: ${proof.replace("{token}", "")}`)}${variable("TOKEN")}`]),
  ];
  return [
    `{ ${pieces.join(" ")} } |`,
    `curl -X ${call.method} ${quoteForShell(url.href)}`,
    ...headers.map((header) => `-H ${header}`),
    "--data-binary @-",
  ].join(" \\\n  ");
}

const pdf = "pdf";
const nameOf = (mark: CallMark): string => {
  if (mark.insert === "document_base64") return pdf;
  return mark.insert === "setting" ? `setting_${mark.name}` : mark.insert;
};
