// The floor: node:http, pdf.js and SQLite with nothing around them.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request as ask, createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import Database from "better-sqlite3";

const script = (file) => gzipSync(readFileSync(`node_modules/pdfjs-dist/legacy/build/${file}`));
const assets = {
  "/": ["text/html", gzipSync(readFileSync("bench/bare-page.html"))],
  "/pdf.min.mjs": ["text/javascript", script("pdf.min.mjs")],
  "/pdf.worker.min.mjs": ["text/javascript", script("pdf.worker.min.mjs")],
};
const database = new Database(process.env.BARE_DATABASE || ":memory:");
let file = "";

async function receive(request) {
  const hash = createHash("sha256");
  const target = path.join(tmpdir(), `muhr-bare-${process.pid}.pdf`);
  const stream = createWriteStream(target, { flush: true });
  for await (const chunk of request) {
    hash.update(chunk);
    if (!stream.write(chunk)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
  rmSync(target);
  return hash.digest("hex");
}

// The durability of the portal's own database.
const inbox = new Database(path.join(mkdtempSync(path.join(tmpdir(), "muhr-bare-")), "inbox.db"));
inbox.pragma("journal_mode = WAL");
inbox.pragma("synchronous = FULL");
inbox.exec("create table callbacks (at integer, url text, body blob)");
const insert = inbox.prepare("insert into callbacks values (?, ?, ?)");

async function keep(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  insert.run(Date.now(), request.url, Buffer.concat(chunks));
  return "{}";
}

/** A contract as a provider wants it: base64 within JSON, on a connection of its own. */
async function send(url, headers) {
  const body = JSON.stringify({ base64File: readFileSync(file).toString("base64") });
  insert.run(Date.now(), url, "");
  const sent = ask(url, { agent: false, method: "POST", headers }).end(body);
  const [answer] = await once(sent, "response");
  answer.resume();
  await once(answer, "end");
  insert.run(Date.now(), url, String(answer.statusCode));
  return String(answer.statusCode);
}

const list = () =>
  database.prepare("select * from envelopes order by updated_at desc, id desc limit 51").all();

const server = createServer(async (request, response) => {
  const asset = assets[request.url];
  if (asset) {
    response.writeHead(200, { "content-type": asset[0], "content-encoding": "gzip" }).end(asset[1]);
  } else if (request.url === "/file.pdf") {
    response.writeHead(200, { "content-type": "application/pdf" });
    createReadStream(file).pipe(response);
  } else if (request.url === "/health") response.end('{"status":"ok"}');
  else if (request.url === "/upload") response.end(await receive(request));
  else if (request.url.startsWith("/callback/")) response.end(await keep(request));
  else if (request.url.startsWith("/send?to="))
    response.end(await send(decodeURIComponent(request.url.slice(9)), request.headers));
  else if (request.url === "/list") response.end(JSON.stringify(list()));
  else response.writeHead(404).end();
});
process.on("message", (message) => {
  file = message.file;
  process.send("ready");
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
