import { createServer } from "node:http";
import next from "next";
import { tellLength } from "./answer-length.mjs";
import { serveBuilt } from "./built-files.mjs";
import { makeHeadersTrue } from "./peer-address.mjs";
import { isLoopback, whyNotListening } from "./settings.mjs";
import { endOnSignal } from "./shutdown.mjs";

const kilobytes = 1024;
const seconds = 1000;
const minutes = 60 * seconds;

/**
 * Serves the portal until a signal ends it. Stands between the network and Next because a route
 * handler sees no socket and Next believes any X-Forwarded-For.
 * @param {"production" | "development"} mode
 */
export async function serve(settings, mode) {
  const { host, port, trustedProxies } = settings;
  const publicUrl = new URL(settings.publicUrl);
  const dev = mode === "development";
  const server = createServer({ maxHeaderSize: 16 * kilobytes, noDelay: true });
  const app = next({ dev, dir: process.cwd(), hostname: "localhost", port, httpServer: server });
  await Promise.all([portalStarts(), app.prepare()]);
  const answer = app.getRequestHandler();
  const answerBuilt = dev ? (_request, _response, next) => next() : serveBuilt();

  server.on("request", (request, response) => {
    const elsewhere = sameMachineOtherName(request, publicUrl);
    makeHeadersTrue(request.headers, request.socket.remoteAddress, trustedProxies, publicUrl);
    if (publicUrl.protocol === "https:")
      response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
    if (elsewhere) return response.writeHead(307, { location: elsewhere }).end();
    answerBuilt(request, response, () => {
      tellLength(response);
      answer(request, response);
    });
  });
  server.headersTimeout = 20 * seconds;
  // 25 MB over a link of 256 kbit/s take 14 minutes.
  server.requestTimeout = 20 * minutes;
  server.keepAliveTimeout = 65 * seconds;

  await new Promise((resolve, reject) => {
    server.once("error", (error) => reject(whyNotListening(error, settings)));
    server.listen(port, host, resolve);
  });
  endOnSignal(server, app);
  console.log(`\nMuhr is ready: ${settings.publicUrl}`);
  if (isLoopback(settings.publicUrl))
    console.log(
      "Only this machine can open that address. For phones and colleagues set HOST=0.0.0.0 and PUBLIC_URL to the address that they use.",
    );
}

/**
 * Settles when `instrumentation.ts` has started the portal, or could not.
 * @returns {Promise<void>}
 */
function portalStarts() {
  return new Promise((done, failed) => {
    globalThis[Symbol.for("muhr.start")] = { done, failed };
  });
}

/**
 * Somebody who types 127.0.0.1 where PUBLIC_URL says localhost gets a page whose forms are all
 * refused, because a browser takes them for two sites. Both mean this machine: show the right one.
 */
function sameMachineOtherName({ method, headers, url }, publicUrl) {
  const isNavigation = method === "GET" && headers["sec-fetch-mode"] === "navigate";
  if (!isNavigation || !isLoopback(publicUrl.href) || headers.host === publicUrl.host) return;
  const isThisMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? "");
  return isThisMachine && url.startsWith("/") ? `${publicUrl.origin}${url}` : undefined;
}
