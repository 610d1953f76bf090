import type { FaultPlan, Sandbox, SandboxAct, SandboxEvent, SandboxValues } from "./sandbox";
import { SandboxRefusal } from "./sandbox";
import { send, serve, toJson } from "./sandbox-http";

/** Serves a sandbox's control plane. */
export function serveControlPlane(port: number, sandbox: Omit<Sandbox, "controlUrl">) {
  type Post = (body: never) => unknown;
  const posts: Readonly<Record<string, Post>> = {
    "/plan": (body: FaultPlan) => sandbox.plan(body),
    "/act": (body: SandboxAct) => sandbox.act(body),
    "/event": (body: SandboxEvent) => sandbox.event(body),
    "/expire": (body: { documentId: string }) => sandbox.expire(body.documentId),
    "/expire-tokens": (body: { also?: "refresh" }) => sandbox.expireTokens(body.also),
    "/switch": (body: SandboxValues) => sandbox.switch(body),
    "/calm": () => sandbox.calm(),
  };
  return serve(port, async ({ method, url, headers, body }, response) => {
    // Any web page that a developer has open could reach this port.
    if (headers.origin !== undefined) return send(response, { status: 403 });
    const gets: Readonly<Record<string, () => unknown>> = {
      "/ledger": sandbox.ledger,
      "/samples": () => sandbox.samples,
    };
    const get = method === "GET" ? gets[url.pathname] : undefined;
    if (get) return send(response, toJson(200, get()));
    const post = method === "POST" ? posts[url.pathname] : undefined;
    if (!post) return send(response, toJson(404, { message: "no such control" }));
    try {
      await post(parseJson(body) as never);
      send(response, toJson(200, {}));
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      send(response, toJson(error.status, { code: error.code, message: error.message }));
    }
  });
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new SandboxRefusal("the body is not JSON");
  }
}
