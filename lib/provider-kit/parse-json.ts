/** JSON, or undefined for what is none. A byte order mark before it is passed over. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(
      Buffer.from(body)
        .toString("utf8")
        .replace(/^\ufeff/, ""),
    );
  } catch {
    return undefined;
  }
}
