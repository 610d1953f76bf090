import type { ProviderTools, Values } from "@/lib/provider-kit/contract";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { toError, toReadError, toTokenError } from "./errors";
import type { EmzanoSettings } from "./settings";
import type { DocumentAnswer, TokenAnswer } from "./wire";
import { documentAnswer, documentNumber, tokenAnswer } from "./wire";

/** `onlyDetail`, of which the manual says both that `true` brings the file and that it does not. */
export type FileAsk = "false" | "true";

/** What is remembered between calls. */
type Remembered = {
  readonly accessToken?: string;
  readonly refreshToken?: string | null;
  /** Milliseconds since 1970; a minute before the provider's own time. */
  readonly expiresAt?: number;
  /** Which `onlyDetail` brought the file the last time. */
  readonly fileAsk?: FileAsk;
};

const minute = 60_000;
/** How often a change of the memory is tried again when others are quicker; then it is let be. */
const patience = 5;

export const executeFilePath = "/api/v1/clm/documents/execute/file";
export const executeTemplatePath = "/api/v1/clm/documents/execute/template";

/** One method for each documented call. The create is written by the portal itself, exactly once. */
export function createClient(
  settings: EmzanoSettings,
  { transport, memory, now, shareFlight }: ProviderTools,
) {
  const address = (path: string): URL =>
    new URL(path.replace(/^\//, ""), withSlash(settings.baseUrl));
  const isFresh = (kept: Remembered): kept is Remembered & { accessToken: string } =>
    kept.accessToken !== undefined && (kept.expiresAt ?? 0) > now().getTime();

  const recall = async (): Promise<Remembered> => (await memory.read()).value ?? {};

  /** Changes what is remembered. What somebody else wrote meanwhile is seen, and never undone. */
  async function remember(
    change: (kept: Remembered) => Remembered,
    tries = patience,
  ): Promise<Remembered> {
    const { value, rev } = await memory.read();
    const kept: Remembered = value ?? {};
    const next = change(kept);
    if (next === kept || tries === 0 || (await memory.replace(next, rev))) return next;
    return remember(change, tries - 1);
  }

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
    const token = tokenAnswer.safeParse(parseJson(answer.body));
    if (answer.status === 200 && token.success) return token.data;
    throw toTokenError(answer);
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
    const kept = await recall();
    // Another process may have been quicker.
    if (isFresh(kept)) return kept.accessToken;
    const { access_token, refresh_token, expires_in } = await renew(kept.refreshToken);
    const expiresAt = now().getTime() + expires_in * 1_000 - minute;
    const { accessToken } = await remember((theirs) =>
      isFresh(theirs)
        ? theirs
        : {
            ...theirs,
            accessToken: access_token,
            refreshToken: refresh_token ?? null,
            expiresAt,
          },
    );
    return accessToken ?? access_token;
  }

  /** @throws ProviderError, TransportError */
  async function takeToken(): Promise<string> {
    const kept = await recall();
    return isFresh(kept) ? kept.accessToken : shareFlight("token", fetchToken);
  }

  /** The refresh token stays: only the access token was refused. A newer one stays too. */
  const forgetToken = (refused: string | undefined) =>
    remember((kept) => {
      const { accessToken, expiresAt: _end, ...rest } = kept;
      const isNewer = refused !== undefined && accessToken !== refused;
      return accessToken === undefined || isNewer ? kept : rest;
    });

  let handedOut: string | undefined;
  async function authorize(): Promise<Readonly<Record<string, string>>> {
    handedOut = await takeToken();
    return toProof(handedOut);
  }
  async function forgetAuthorization(): Promise<void> {
    await forgetToken(handedOut);
  }

  /** `GET …/documents/{id}`. @throws ProviderError, TransportError */
  async function getDocument({ id }: Values, onlyDetail: FileAsk): Promise<DocumentAnswer> {
    const number = documentNumber.safeParse(id);
    if (!number.success) throw toError("unknown_document");
    const url = address(`/api/v1/clm/documents/${number.data}`);
    url.searchParams.set("returnStructure", "1");
    url.searchParams.set("onlyDetail", onlyDetail);
    const ask = async () => {
      const token = await takeToken();
      const headers = { accept: "application/json", ...toProof(token) };
      const answer = await transport.request({ method: "GET", url, headers });
      if (answer.status === 401) await forgetToken(token);
      return answer;
    };
    const first = await ask();
    const answer = first.status === 401 ? await ask() : first;
    if (answer.status !== 200) throw toReadError(answer);
    const document = documentAnswer.safeParse(parseJson(answer.body));
    if (!document.success) throw toError("unexpected");
    return document.data;
  }

  /** How the file came the last time, and how to ask for it now. */
  async function recallAsk(): Promise<{
    readonly known: FileAsk | undefined;
    readonly first: FileAsk;
  }> {
    const { fileAsk: known } = await recall();
    return { known, first: known ?? settings.onlyDetailGivesFile };
  }
  const rememberAsk = (fileAsk: FileAsk) =>
    remember((kept) => (kept.fileAsk === fileAsk ? kept : { ...kept, fileAsk }));

  return { authorize, byPassword, forgetAuthorization, getDocument, recallAsk, rememberAsk };
}
export type EmzanoClient = ReturnType<typeof createClient>;

export const withSlash = (baseUrl: string): string => baseUrl.replace(/\/*$/, "/");

const toProof = (token: string) => ({ authorization: `Bearer ${token}` });

export const toReference = (externalId: string): Values => ({ id: toExternalId(externalId) });

/** .NET prints a GUID in capitals, and in braces, too. */
export const toExternalId = (typed: string): string =>
  typed
    .trim()
    .replace(/^[{(]\s*(.*?)\s*[)}]$/, "$1")
    .toLowerCase();
