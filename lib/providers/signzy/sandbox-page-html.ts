import type { SandboxAnswer } from "@/lib/provider-kit/sandbox-http";
import { toHtml } from "@/lib/provider-kit/sandbox-http";
import { genders, practiceCode, signatureTypes } from "./sandbox-constants";
import type { Contract, Obstacle, Signer } from "./sandbox-contracts";
import { findObstacle } from "./sandbox-contracts";
import type { Kyc } from "./sandbox-match";
import { toStyle } from "./sandbox-page-style";

export type View = {
  readonly contract: Contract;
  readonly signer: Signer;
  /** What the form holds. */
  readonly kyc: Kyc;
  readonly problem?: Obstacle;
};

const words: Readonly<Record<Obstacle, string>> = {
  ended: "This contract has expired or was withdrawn. Nobody can sign it any more.",
  canceled: "Signing was declined. Nobody can sign this contract any more.",
  already_signed: "You have signed this contract.",
  wrong_code: "The OTP is wrong.",
};
const practice =
  "Practice only: nothing here reaches UIDAI, and no signature made here has legal force.";

export function toPage(view: View): SandboxAnswer {
  const { contract, signer, problem } = view;
  const title = toHtml(contract.name || "Contract");
  const { headerColour = "#1a3a6b", buttonColour = "#1a3a6b" } = (contract.customization ??
    {}) as Record<string, string>;
  const obstacle = findObstacle(contract, signer);
  const body = `<header><strong>Aadhaar eSign <span>sandbox</span></strong><span>${toHtml(contract.provider)}</span></header>
<main><div class="head"><h1>${title}</h1>
<p class="muted">${contract.executer ? `Sent by ${toHtml(contract.executer)} · ` : ""}For ${toHtml(signer.name)}</p></div>
<section class="paper"><h2>Document</h2>
<iframe src="${signer.id}/file#navpanes=0&amp;view=FitH" title="${title}"></iframe>
<a class="button" href="${signer.id}/file" target="_blank" rel="noopener noreferrer">Open the document</a></section>
<div class="side">${problem && !obstacle ? `<p role="alert">${words[problem]}</p>` : ""}${
    obstacle ? toEnd(view, obstacle) : toForms(view)
  }</div></main>`;
  // A browser holds `form-action` against the address, too, to which a form's answer sends it on.
  const targets = [contract.successRedirectUrl, contract.failureRedirectUrl]
    .flatMap((each) => URL.parse(each)?.origin ?? [])
    .join(" ");
  return answer(200, title, body, toStyle(headerColour, buttonColour), targets);
}

export const toUnknownPage = (): SandboxAnswer => {
  const style = toStyle("#1a3a6b", "#1a3a6b");
  const body = "<main><h1>There is no such link to sign.</h1></main>";
  return answer(404, "Unknown link", body, style, "");
};

const answer = (
  status: number,
  title: string,
  body: string,
  style: string,
  targets: string,
): SandboxAnswer => ({
  status,
  headers: {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self' ${targets}; frame-ancestors 'none'; base-uri 'none'`,
    "x-frame-options": "DENY",
    // Without an origin the form could not prove that it came from here.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
  },
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body>
<p class="note">${practice}</p>${body}</body></html>`,
});

function toEnd({ contract, signer }: View, obstacle: Obstacle): string {
  const isGood = obstacle === "already_signed";
  const back = isGood ? contract.successRedirectUrl : contract.failureRedirectUrl;
  return `<section><p class="${isGood ? "good" : ""}">${words[obstacle]}</p>${
    signer.cancelMessage ? `<p class="muted">${toHtml(signer.cancelMessage)}</p>` : ""
  }<a class="button" href="${toHtml(back)}" rel="noreferrer">Go back</a></section>`;
}

const proofs = {
  OTP: ["OTP from your telephone", `In practice it is always ${practiceCode}.`],
  fingerprint: ["Code that stands for your fingerprint", `In practice it is ${practiceCode}.`],
  face: ["Code that stands for your face", `In practice it is ${practiceCode}.`],
};

function toForms({ contract, signer, kyc }: View): string {
  const proof = signatureTypes[signer.type];
  const [proofLabel, proofHelp] = proofs[proof];
  const failed = signer.errorMessage
    ? `<p role="alert">The last attempt failed: ${toHtml(signer.errorMessage)}. You may try again.</p>`
    : "";
  const rules = [
    ...(contract.threshold === null
      ? []
      : [`the name must be alike by ${contract.threshold.toFixed(2)}`]),
    ...(contract.isYearMatched ? ["the year of birth must be the same"] : []),
    ...(contract.isGenderMatched ? ["the gender must be the same"] : []),
  ];
  const options = genders.map((each) => {
    const chosen = each === kyc.gender ? " selected" : "";
    return `<option value="${each}"${chosen}>${each.charAt(0).toUpperCase()}${each.slice(1)}</option>`;
  });
  return `${failed}<section><h2>Your Aadhaar, simulated</h2>
<p class="muted">Filled in as it was sent; change it to see what happens when somebody else signs.${rules.length > 0 ? ` To sign, ${rules.join(", ")}.` : ""}</p>
<form method="post" autocomplete="off"><input type="hidden" name="act" value="sign">
<label>Name<input name="name" required maxlength="200" value="${toHtml(kyc.name)}"></label>
<label>Last four digits of the Aadhaar number<input name="lastFour" inputmode="numeric" required pattern="[0-9]{4}" maxlength="4" value="${toHtml(kyc.lastFour)}"></label>
<div class="pair"><label>Year of birth<input name="yearOfBirth" inputmode="numeric" required pattern="(19|20)[0-9]{2}" maxlength="4" value="${toHtml(kyc.yearOfBirth)}"></label>
<label>Gender<select name="gender">${options.join("")}</select></label></div>
<label>${proofLabel}<input name="code" inputmode="numeric" required maxlength="6"><small>${proofHelp}</small></label>
<button class="main">Sign with ${proof}</button></form></section>
<section><details><summary>I do not want to sign</summary>
<form method="post"><input type="hidden" name="act" value="cancel">
<label>Why<input name="reason" required maxlength="300"></label>
<button>Decline</button></form></details></section>`;
}
