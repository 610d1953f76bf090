import { readFile, stat, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import sirv from "sirv";
import { filesBelow } from "./files-below.mjs";

const built = ".next/static";
const address = "/_next/static";
const year = 365 * 24 * 60 * 60;
const compressible = /\.(m?js|css|svg|wasm)$/;
/** Bytes; below that compression gains nothing. */
const fewest = 1_024;

/** Beside every text that browsers load a compressed one, so that no server does it for each visitor. */
export async function compressBuilt(folder = built) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  for (const file of filesBelow(folder).filter((each) => compressible.test(each))) {
    if ((await stat(file)).size < fewest) continue;
    const bytes = await readFile(file);
    await Promise.all([
      writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 })),
      writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality)),
    ]);
  }
}

/**
 * Answers for what the build made, which never changes under its name. Next would compress each of
 * these files anew for every browser that asks.
 * @returns a handler that calls `next` for every other address
 */
export function serveBuilt(folder = built) {
  const answer = sirv(folder, {
    gzip: true,
    brotli: true,
    immutable: true,
    maxAge: year,
    setHeaders: (response) => response.setHeader("X-Content-Type-Options", "nosniff"),
  });
  return (request, response, next) => {
    const { url } = request;
    if (!url.startsWith(`${address}/`)) return next();
    request.url = url.slice(address.length);
    answer(request, response, () => {
      request.url = url;
      next();
    });
  };
}
