import type { ProviderTools, Values } from "@/lib/provider-kit/contract";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import { readWords, toCodedError, toError } from "./errors";
import type { EmzanoSettings } from "./settings";
import type { DocumentAnswer, TokenAnswer } from "./wire";
import { documentAnswer, parseJson, tokenAnswer, tokenRefusal } from "./wire";

/** What is remembered between calls. */
type Remembered = {
  readonly accessToken?: string;
  readonly refreshToken?: string | null;
  /** Milliseconds since 1970; a minute before the provider's own time. */
  readonly expiresAt?: number;
  /** Which `onlyDetail` brought the file the last time. */
  readonly fileAsk?: "false" | "true";
};

const minute = 60_000;

export const executeFilePath = "/api/v1/clm/documents/execute/file";

/** One method for each documented call. The create is written by the portal itself, exactly once. */
export function createClient(
  settings: EmzanoSettings,
  { transport, memory, now, shareFlight }: ProviderTools,
) {
  const address = (path: string): URL =>
    new URL(path.replace(/^\//, ""), withSlash(settings.baseUrl));
  const recall = async () => {
    const { value, rev } = await memory.read();
    return { kept: (value ?? {}) as Remembered, rev };
  };
  const isFresh = ({ accessToken, expiresAt }: Remembered): boolean =>
    accessToken !== undefined && (expiresAt ?? 0) > now().getTime();

  /** `POST /Identity/connect/token`. @throws ProviderError, TransportError */
  async function requestToken(grant: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const form = new URLSearchParams({
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      ...grant,
    });
    const answer = await transport.request({
      method: "POST",
      url: address("/Identity/connect/token"),
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: Buffer.from(form.toString()),
    });
    const body = parseJson(answer.body);
    const token = tokenAnswer.safeParse(body);
    if (answer.status === 200 && token.success) return token.data;
    const refusal = tokenRefusal.safeParse(body);
    if (refusal.success)
      throw toError("rejected_credentials", {
        code: refusal.data.error,
        ...(refusal.data.error_description && { message: refusal.data.error_description }),
      });
    throw toFailure(answer);
  }

  const byPassword = () =>
    requestToken({
      grant_type: "password",
      username: settings.username,
      password: settings.password,
    });

  /** A refresh token works once; when it does not, the password does. */
  const renew = (refreshToken: string | null | undefined): Promise<TokenAnswer> =>
    refreshToken
      ? requestToken({ grant_type: "refresh_token", refresh_token: refreshToken }).catch(byPassword)
      : byPassword();

  async function fetchToken(): Promise<string> {
    const { kept, rev } = await recall();
    // Another process may have been quicker.
    if (isFresh(kept) && kept.accessToken) return kept.accessToken;
    const token = await renew(kept.refreshToken);
    const isKept = await memory.replace(
      {
        ...kept,
        accessToken: token.access_token,
        refreshToken: token.refresh_token ?? null,
        expiresAt: now().getTime() + token.expires_in * 1_000 - minute,
      } satisfies Remembered,
      rev,
    );
    if (isKept) return token.access_token;
    const { kept: theirs } = await recall();
    return isFresh(theirs) && theirs.accessToken ? theirs.accessToken : token.access_token;
  }

  /** @throws ProviderError, TransportError */
  async function authorize(): Promise<Readonly<Record<string, string>>> {
    const { kept } = await recall();
    const token =
      isFresh(kept) && kept.accessToken ? kept.accessToken : await shareFlight("token", fetchToken);
    return { authorization: `Bearer ${token}` };
  }

  /** The refresh token stays: only the access token was refused. */
  async function forgetAuthorization(): Promise<void> {
    const { kept, rev } = await recall();
    const { accessToken: _refused, expiresAt: _end, ...rest } = kept;
    await memory.replace(rest, rev);
  }

  async function rememberAsk(fileAsk: "false" | "true"): Promise<void> {
    const { kept, rev } = await recall();
    if (kept.fileAsk !== fileAsk) await memory.replace({ ...kept, fileAsk }, rev);
  }

  /** `GET …/documents/{id}`. @throws ProviderError, TransportError */
  async function getDocument(id: string, onlyDetail: "false" | "true"): Promise<DocumentAnswer> {
    const url = address(`/api/v1/clm/documents/${encodeURIComponent(id)}`);
    url.searchParams.set("returnStructure", "1");
    url.searchParams.set("onlyDetail", onlyDetail);
    const ask = async () =>
      transport.request({
        method: "GET",
        url,
        headers: { accept: "application/json", ...(await authorize()) },
      });
    let answer = await ask();
    if (answer.status === 401) {
      await forgetAuthorization();
      answer = await ask();
    }
    if (answer.status !== 200) throw toFailure(answer);
    const document = documentAnswer.safeParse(parseJson(answer.body));
    if (!document.success) throw toError("unexpected");
    return document.data;
  }

  /** How the file is asked for: as it worked the last time, else as the settings say. */
  async function fileAsks(): Promise<readonly ("false" | "true")[]> {
    const { kept } = await recall();
    const first = kept.fileAsk ?? settings.onlyDetailGivesFile;
    return [first, first === "true" ? "false" : "true"];
  }

  return { authorize, byPassword, fileAsks, forgetAuthorization, getDocument, rememberAsk };
}
export type EmzanoClient = ReturnType<typeof createClient>;

export const withSlash = (baseUrl: string): string => baseUrl.replace(/\/*$/, "/");

/** Of a call that changes nothing, so a guess does no harm. */
function toFailure({ status, body }: HttpAnswer) {
  const words = readWords(body);
  if (words.code !== undefined) return toCodedError(words);
  if (status === 401 || status === 403) return toError("rejected_credentials", words);
  if (status === 404) return toError("unknown_document", words);
  if (status === 429) return toError("rate_limited", words);
  if (status >= 500) return toError("unavailable", words);
  if (status >= 400) return toError("invalid_request", words);
  return toError("unexpected", words);
}

export const toReference = (externalId: string): Values => ({ id: externalId });
