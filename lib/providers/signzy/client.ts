import type { HttpCall, ProviderTools, Values } from "@/lib/provider-kit/contract";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { toError, toReadError } from "./errors";
import type { SignzySettings } from "./settings";
import type { ContractAnswer, Reference } from "./wire";
import { contractAnswer, deleteAnswer, referenceShape } from "./wire";

export const initiatePath = "/api/v3/contract/initiate";

export const wireHeaders: HttpCall["headers"] = {
  "content-type": "application/json",
  accept: "application/json",
};

/** One method for each documented call; the create is written by the portal itself. */
export function createClient(settings: SignzySettings, { transport }: ProviderTools) {
  // The token as it is: no scheme before it.
  const proof = { authorization: settings.accessToken };

  /** @returns the body of a success. @throws ProviderError, TransportError */
  async function ask(path: string, fields: Values): Promise<unknown> {
    const answer: HttpAnswer = await transport.request({
      method: "POST",
      url: new URL(path.replace(/^\//, ""), withSlash(settings.baseUrl)),
      headers: { ...wireHeaders, ...proof },
      body: Buffer.from(JSON.stringify(fields)),
    });
    if (answer.status < 200 || answer.status >= 300) throw toReadError(answer);
    return parseJson(answer.body);
  }

  /** @throws ProviderError `unknown_document` for one that nobody has, and for one that lapsed */
  async function pullData({ contractId }: Pick<Reference, "contractId">): Promise<ContractAnswer> {
    const found = contractAnswer.safeParse(await ask("/api/v3/contract/pullData", { contractId }));
    if (!found.success || found.data.contractId !== contractId) throw toError("unexpected");
    return found.data;
  }

  const deleteContract = async ({ contractId }: Pick<Reference, "contractId">): Promise<void> => {
    const answer = await ask("/api/v3/contract/delete", { contractId });
    if (!deleteAnswer.safeParse(answer).success) throw toError("unexpected");
  };

  return { proof, pullData, deleteContract, download: (url: URL) => transport.download(url) };
}
export type SignzyClient = ReturnType<typeof createClient>;

export const withSlash = (baseUrl: string): string => baseUrl.replace(/\/*$/, "/");

/** @throws ProviderError `unknown_document` */
export function requireReference(reference: Values): Reference {
  const known = referenceShape.safeParse(reference);
  if (!known.success) throw toError("unknown_document");
  return known.data;
}
