const longestWait = 30_000;

/**
 * Callbacks that the portal leaves here end what would keep a connection open for ever (event
 * streams) or start new work (the worker). They run first; the database stays open for the
 * requests in flight. A callback may answer with a promise, which is waited for.
 * @returns {Set<() => unknown>}
 */
function shutdownCallbacks() {
  const name = Symbol.for("muhr.shutdown");
  globalThis[name] ??= new Set();
  return globalThis[name];
}

/** Ends the process when its requests are answered; a second signal ends it at once. */
export function endOnSignal(server, app) {
  const callbacks = shutdownCallbacks();
  let isEnding = false;
  const end = async () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    setTimeout(() => process.exit(1), longestWait).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    server.prependListener("request", (_request, response) => {
      response.setHeader("connection", "close");
    });
    const ended = [...callbacks].map(async (callback) => callback());
    // An event stream that has just ended leaves its connection open for another request.
    const closing = setInterval(() => server.closeIdleConnections(), 100);
    await closed;
    clearInterval(closing);
    await Promise.allSettled(ended);
    await app.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);
  if (process.channel) process.on("disconnect", end);
}
