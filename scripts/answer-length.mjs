const lengthOfFile = "x-muhr-length";

/**
 * Next strips Content-Length from every answer of a route handler, and a viewer that does not know
 * the length loads the whole file where it could ask for ranges. A handler that knows it says so in
 * a header of ours, which becomes the real one and never leaves this server.
 * @param {import("node:http").ServerResponse} response before anything of it was sent
 */
export function tellLength(response) {
  const { writeHead } = response;
  response.writeHead = (...head) => {
    const length = response.getHeader(lengthOfFile);
    response.removeHeader(lengthOfFile);
    // What is compressed on its way has another length.
    if (length !== undefined && !response.hasHeader("content-encoding"))
      response.setHeader("content-length", length);
    return writeHead.apply(response, head);
  };
}
