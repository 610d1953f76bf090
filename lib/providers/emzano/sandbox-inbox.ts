import type { SandboxAct } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import { toInboxPage } from "./sandbox-inbox-page";
import type { Office } from "./sandbox-office";

/** What a form of the page asks for. */
function toDeed(body: Buffer): Pick<SandboxAct, "act" | "values" | "reason"> {
  const form = new URLSearchParams(body.toString("utf8"));
  const values = [...form].flatMap(([name, value]) =>
    name.startsWith("value:") ? [[name.slice("value:".length), value] as const] : [],
  );
  return {
    act: form.get("act") as SandboxAct["act"],
    values: Object.fromEntries(values),
    reason: form.get("reason") ?? "",
  };
}

/** The pages on which recipients see, fill, approve, reject and sign. */
export function serveInbox(port: number, office: Office) {
  return serve(port, async ({ method, headers, url, body }, response) => {
    const [, room, token = "", part] = url.pathname.split("/");
    const found = room === "inbox" ? office.findByInboxToken(token) : undefined;
    if (!found) return send(response, { status: 404 });
    const { document, person } = found;
    if (method === "GET" && part === "file")
      return send(response, {
        status: 200,
        headers: { "content-type": "application/pdf", "cache-control": "no-store" },
        body: document.finalFile ?? document.file,
      });
    if (method === "GET") return send(response, toInboxPage(document, person));
    if (method !== "POST" || (headers.origin ?? url.origin) !== url.origin)
      return send(response, { status: 403 });
    try {
      const deed = toDeed(body);
      // Who typed something and signs at once does not lose it.
      if (deed.act === "sign" && Object.values(deed.values ?? {}).some((value) => value !== ""))
        await office.act(document, person, { ...deed, act: "fill" });
      await office.act(document, person, deed);
      send(response, { status: 303, headers: { location: url.pathname } });
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      send(response, toInboxPage(document, person, error.message));
    }
  });
}
