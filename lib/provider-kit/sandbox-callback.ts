import { randomBytes } from "node:crypto";

const patience = 10_000;

/** @returns what was answered; undefined where nobody did, which is an outcome like another */
export async function postCallback(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}

/** The same address with another secret at its end. */
export function toWrongAddress(url: string): string {
  const wrong = new URL(url);
  const last = wrong.pathname.split("/").at(-1) ?? "";
  const other = randomBytes(last.length).toString("hex").slice(0, last.length);
  wrong.pathname = `${wrong.pathname.slice(0, wrong.pathname.length - last.length)}${other}`;
  return wrong.href;
}
