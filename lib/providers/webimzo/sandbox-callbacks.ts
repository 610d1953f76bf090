import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { LedgerCallback, SandboxEvent } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal, sandboxEvents } from "@/lib/provider-kit/sandbox";
import { postCallback, toWrongAddress } from "@/lib/provider-kit/sandbox-callback";
import type { Faults } from "@/lib/provider-kit/sandbox-faults";
import { toMethodAnswers, toUserAnswer } from "./sandbox-answers";
import { smsMethod } from "./sandbox-constants";
import type { CallbackLog, Signer, SignRequest } from "./sandbox-sign-requests";
import { lastNine } from "./sandbox-sign-requests";
import type { Switches } from "./sandbox-switches";

export type Callbacks = ReturnType<typeof createCallbacks>;

/** One callback per signature, tried again until it is taken or given up, and logged. */
export function createCallbacks(
  switches: Switches,
  faults: Faults,
  save: (request: SignRequest) => void,
) {
  const sent: LedgerCallback[] = [];
  let isClosed = false;

  async function post(
    { id }: SignRequest,
    url: string,
    body: string,
    password = switches.callbackPassword,
  ) {
    const credentials = Buffer.from(`${switches.callbackUsername}:${password}`).toString("base64");
    const headers = { authorization: `Basic ${credentials}` };
    const answer = await postCallback(url, body, headers);
    sent.push({
      at: new Date(),
      documentId: id,
      url,
      body,
      headers,
      status: answer?.status ?? null,
    });
    return answer;
  }

  async function deliver(request: SignRequest, log: CallbackLog): Promise<void> {
    if (isClosed) return;
    log.tries += 1;
    note(log, await post(request, log.callbackUrl, log.requestBody));
    save(request);
    tryAgainLater(request, log);
  }

  function tryAgainLater(request: SignRequest, log: CallbackLog): void {
    if (log.errorCount === 0 || log.tries > switches.callbackRetries) return;
    const wait = switches.retryMilliseconds * 2 ** (log.tries - 1);
    setTimeout(deliver, wait, request, log).unref();
  }

  return {
    sent: sent as readonly LedgerCallback[],
    close() {
      isClosed = true;
    },
    /** Ends when the first try was answered. */
    async signed(request: SignRequest, signer: Signer): Promise<void> {
      const url = switches.callbackUrl;
      if (url === "" || switches.callback === "never") return;
      const fault = faults.nextCallback();
      if (fault === "slow") await pause(switches.slowMilliseconds, undefined, { ref: false });
      const usual = switches.callbackCount;
      const count = { ok: usual, slow: usual, none: 0, twice: 2 }[fault];
      if (count === 0) return;
      const log = createLog(url, toBody(request, signer, switches));
      request.logs.push(log);
      for (let time = 0; time < count; time += 1) await deliver(request, log);
    },
    /** Goes on with what a former process could not deliver. */
    resume(request: SignRequest): void {
      for (const log of request.logs) tryAgainLater(request, log);
    },
    async event(request: SignRequest, kind: SandboxEvent["kind"]): Promise<void> {
      if (!sandboxEvents.includes(kind)) throw new SandboxRefusal(`no event ${kind}`);
      const url = switches.callbackUrl;
      if (url === "") throw new SandboxRefusal("no address for callbacks is set");
      const { secretKey, users } = request;
      const open = users.find(({ signature }) => signature === null);
      const { userKey = "" } = open ?? users[0] ?? {};
      const claim = { signRequestId: request.id, secretKey, userKey };
      const last = request.logs.at(-1)?.requestBody ?? JSON.stringify(claim);
      const user = users[0] && toUserAnswer({ ...users[0], signature: null }, switches);
      const body = {
        duplicate: last,
        late: last,
        forged: JSON.stringify(claim),
        wrong_id: JSON.stringify({ ...claim, signRequestId: randomUUID() }),
        wrong_address: JSON.stringify(claim),
        wrong_credentials: JSON.stringify(claim),
        stale: JSON.stringify({ id: request.id, secretKey, signRequestUsers: user }),
        garbage: "<callback>no JSON</callback>",
      }[kind];
      if (kind === "late") await pause(switches.slowMilliseconds, undefined, { ref: false });
      if (isClosed) return;
      const address = kind === "wrong_address" ? toWrongAddress(url) : url;
      await post(request, address, body, kind === "wrong_credentials" ? randomUUID() : undefined);
    },
  };
}

const createLog = (callbackUrl: string, requestBody: string): CallbackLog => ({
  callbackUrl,
  requestBody,
  tries: 0,
  errorCode: null,
  errorMessage: null,
  errorCount: 0,
  errorAt: null,
  comment: null,
  responseStatusCode: 0,
  responseDetails: "",
  successAt: null,
});

/** Taken is what was answered with HTTP 200 and the code 001. */
function note(log: CallbackLog, answer: Awaited<ReturnType<typeof postCallback>>): void {
  const said = parse(answer?.text ?? "");
  log.comment = said.comment ?? null;
  log.responseStatusCode = answer?.status ?? 0;
  log.responseDetails = answer?.text ?? "";
  if (answer?.status === 200 && said.errorCode === "001") {
    log.successAt = new Date();
    log.errorCount = 0;
    log.errorCode = null;
    log.errorMessage = null;
    return;
  }
  log.errorAt = new Date();
  log.errorCount += 1;
  log.errorCode = said.errorCode ?? null;
  log.errorMessage = said.errorMessage ?? (answer ? `HTTP ${answer.status}` : "No answer");
}

type Said = Partial<Record<"errorCode" | "errorMessage" | "comment", string>>;

function parse(text: string): Said {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== "object") return {};
    return Object.fromEntries(Object.entries(value).filter(([, each]) => typeof each === "string"));
  } catch {
    return {};
  }
}

function toBody(request: SignRequest, signer: Signer, switches: Switches): string {
  const { id, secretKey, tableId, documentId } = request;
  if (switches.callbackShape === "object")
    return JSON.stringify({
      id,
      secretKey,
      tableId,
      documentId,
      signRequestUsers: toUserAnswer(signer, switches),
      signatureMethods: toMethodAnswers(request),
    });
  return JSON.stringify({ signRequestId: id, secretKey, userKey: toUserKey(signer, switches) });
}

function toUserKey({ userKey, userPhoneNumber, signature }: Signer, { smsUserKey }: Switches) {
  if (signature?.method !== smsMethod || userPhoneNumber === null) return userKey;
  const forms = { key: userKey, phone: userPhoneNumber, phone_international: "" };
  return forms[smsUserKey] || `998${lastNine(userPhoneNumber)}`;
}
