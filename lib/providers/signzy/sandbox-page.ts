import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { SandboxAnswer, SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send } from "@/lib/provider-kit/sandbox-http";
import type { Callbacks } from "./sandbox-callbacks";
import { genders, practiceCode } from "./sandbox-constants";
import type { Contract, Obstacle, Signer } from "./sandbox-contracts";
import { isEnded, obstacles, obstructed } from "./sandbox-contracts";
import type { Desk } from "./sandbox-desk";
import { toKyc } from "./sandbox-desk";
import type { Kyc } from "./sandbox-match";
import { toPage, toUnknownPage } from "./sandbox-page-html";
import type { Switches } from "./sandbox-switches";

type Parts = {
  readonly switches: Switches;
  readonly desk: Desk;
  readonly callbacks: Callbacks;
};

export const pagePath = "/api/v3/contract/esign/";

/** The page of one signer. */
export function createPage({ switches, desk, callbacks }: Parts) {
  return async (request: SandboxRequest, response: ServerResponse): Promise<void> => {
    const { method, url, headers, body } = request;
    const [id = "", file, ...more] = url.pathname.slice(pagePath.length).split("/");
    const found = desk.findBySigner(id);
    if (!found || more.length > 0) return send(response, toUnknownPage());
    const { contract, signer } = found;
    if (file !== undefined && method === "GET" && file === "file")
      return send(response, toFile(contract));
    if (file !== undefined) return send(response, toUnknownPage());
    if (method === "GET") return send(response, toPage({ contract, signer, kyc: toKyc(signer) }));
    if (method !== "POST") return send(response, { status: 405, headers: { allow: "GET, POST" } });
    if ((headers.origin ?? url.origin) !== url.origin) return send(response, { status: 403 });
    const form = new URLSearchParams(body.toString("utf8"));
    const kyc = readKyc(form);
    if (form.get("act") !== "cancel" && !isWhole(kyc)) return send(response, { status: 400 });
    try {
      const goTo = act(contract, signer, form, kyc);
      signer.ip ??= "127.0.0.1";
      desk.save(contract);
      await tellAndSend(contract, signer, goTo, response);
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      const problem = String(error.code) as Obstacle;
      if (!Object.hasOwn(obstacles, problem)) throw error;
      send(response, toPage({ contract, signer, kyc, problem }));
    }
  };

  /** @returns where the browser goes @throws SandboxRefusal */
  function act(contract: Contract, signer: Signer, form: URLSearchParams, kyc: Kyc): string {
    if (form.get("act") === "cancel") {
      desk.decline(contract, signer, form.get("reason")?.trim() || "Declined by the signer");
      return contract.failureRedirectUrl;
    }
    if (form.get("code")?.trim() !== practiceCode) throw obstructed("wrong_code");
    const { match } = desk.sign(contract, signer, kyc);
    return match.problem === null ? contract.successRedirectUrl : contract.failureRedirectUrl;
  }

  async function tellAndSend(
    contract: Contract,
    signer: Signer,
    location: string,
    response: ServerResponse,
  ): Promise<void> {
    const isAfter = switches.callback === "after_redirect";
    if (!isAfter) await callbacks.signer(contract, signer);
    send(response, { status: 303, headers: { location } });
    if (!isAfter) return;
    await pause(switches.slowMilliseconds, undefined, { ref: false });
    await callbacks.signer(contract, signer);
  }
}

const toFile = (contract: Contract): SandboxAnswer =>
  isEnded(contract)
    ? { status: 404 }
    : {
        status: 200,
        headers: {
          "content-type": "application/pdf",
          "x-content-type-options": "nosniff",
          "cache-control": "no-store",
        },
        body: contract.file,
      };

function readKyc(form: URLSearchParams): Kyc {
  const said = (name: string) => form.get(name)?.trim() ?? "";
  return {
    name: said("name"),
    lastFour: said("lastFour"),
    yearOfBirth: said("yearOfBirth"),
    gender: said("gender").toLowerCase(),
  };
}

const isWhole = ({ name, lastFour, yearOfBirth, gender }: Kyc): boolean =>
  name !== "" &&
  /^\d{4}$/.test(lastFour) &&
  /^(19|20)\d\d$/.test(yearOfBirth) &&
  genders.includes(gender);
