import type {
  HttpCall,
  Interpretation,
  Memory,
  ProviderTools,
  SendRequest,
  SigningProvider,
  Values,
} from "./contract";
import { fillCall } from "./fill-call";
import { createTransport } from "./http";
import { shareFlight } from "./share-flight";

/** A connection's memory that lasts as long as the test. */
export function createMemory(): Memory {
  let kept: { value: Values | null; rev: number } = { value: null, rev: 0 };
  return {
    read: async () => kept,
    replace: async (value, rev) => {
      if (rev !== kept.rev) return false;
      kept = { value, rev: rev + 1 };
      return true;
    },
  };
}

let count = 0;

/** The tools of a session that may reach a sandbox on this machine. @param hosts as `host:port` */
export function testTools(
  hosts: readonly string[] = [],
  also: Partial<ProviderTools> = {},
  totalTimeout = 60_000,
) {
  count += 1;
  const name = `test-${count}`;
  return {
    transport: createTransport({ privateHosts: hosts, totalTimeout }),
    memory: createMemory(),
    now: () => new Date(),
    shareFlight: (flight, work) => shareFlight(`${name}/${flight}`, work),
    ...also,
  } satisfies ProviderTools;
}

/** Where a sandbox sends its callbacks in tests that do not wait for any. */
export const unheardCallbackUrl = "http://127.0.0.1:1/api/callbacks/nobody/listens";
/** Where it would fetch the sent bytes in tests that do not look. */
export const unheardPrintableUrl = "http://127.0.0.1:1/printable/nobody/listens";

/** Where it tells of people, where it tells that apart. */
const unheardSignerUrl = `${unheardCallbackUrl}/signer`;

/** What it brings to each of the two. */
export const unheardSecrets = new Map([
  [unheardCallbackUrl, "unheard-secret"],
  [unheardSignerUrl, "unheard-signer-secret"],
]);

/** The body of a call as the portal would write it. */
export const fillThere = (call: HttpCall, settings: Values, document: Uint8Array): Uint8Array =>
  fillCall(call, {
    document,
    texts: {
      callback_url: unheardCallbackUrl,
      callback_secret: unheardSecrets.get(unheardCallbackUrl) ?? "",
      signer_callback_url: unheardSignerUrl,
      signer_callback_secret: unheardSecrets.get(unheardSignerUrl) ?? "",
      printable_url: unheardPrintableUrl,
      success_url: "http://127.0.0.1:1/return/success",
      failure_url: "http://127.0.0.1:1/return/failure",
      file_password: "Opens7",
    },
    settings,
    now: new Date(),
  });

/**
 * Sends an envelope as the portal does, once and over real HTTP. @param beforeCreate after the token
 * and before the create
 */
export async function sendThere(
  provider: SigningProvider,
  settings: Values,
  request: SendRequest,
  document: Uint8Array = new Uint8Array(),
  beforeCreate: () => Promise<void> = async () => {},
): Promise<Interpretation> {
  const call = provider.prepare(request, settings);
  const baseUrl = provider.baseUrl(settings);
  if (call.kind !== "http" || !baseUrl)
    throw new Error("A provider elsewhere whose call stays here");
  const tools = testTools([baseUrl.host], {}, 2_000);
  const proof = await provider.open(settings, tools).authorize();
  await beforeCreate();
  const answer = await tools.transport.once(
    {
      method: call.method,
      url: new URL(call.path.replace(/^\//, ""), baseUrl),
      headers: { "content-type": "application/json", ...call.headers, ...proof },
      body: fillThere(call, settings, document),
    },
    { beforeFirstByte: async () => {} },
  );
  return provider.interpret(answer, call);
}
