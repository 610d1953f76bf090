import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import type { Attempt, Contract, Signer } from "./sandbox-contracts";
import type { Links } from "./sandbox-links";
import type { Body } from "./sandbox-rules";
import type { Switches } from "./sandbox-switches";
import { toTime } from "./sandbox-times";

export type Answering = {
  readonly switches: Switches;
  readonly links: Links;
  readonly toPageLink: (signer: Signer) => string;
};

export const customer = {
  customerId: "5a4db0c5-54f0-4d5c-9c6b-7a5f5f1a7a11",
  username: "sandbox-office",
};

/** @returns nothing for a value that was not given: optional keys are left out, not null */
const given = (name: string, value: unknown) =>
  value === null || value === undefined ? {} : { [name]: value };

const contractStatus = ({ completedAt, canceledAt, deletedAt }: Contract, switches: Switches) => {
  if (completedAt) return switches.completedWord;
  return canceledAt || deletedAt ? "CANCELLED" : "INITIATED";
};

function toSignatures(sent: Body): Body[] {
  const signatures = sent.signatures as readonly Body[];
  return signatures.map((each) => ({ xCoordinate: [], yCoordinate: [], ...each }));
}

/** What initiate says. */
export function toInitiateAnswer(
  contract: Contract,
  { switches, links, toPageLink }: Answering,
): object {
  const hasExtras = switches.liveExtras === "given";
  const signers = contract.signers.map((signer) => ({
    signerId: signer.id,
    ...signer.sent,
    signatures: toSignatures(signer.sent),
    esignUrl: toPageLink(signer),
    ...(hasExtras && { status: signer.status }),
  }));
  const extras = {
    contractStatus: contractStatus(contract, switches),
    contractExpiresOn: contract.expiresAt.toISOString(),
    endOfLife: false,
    callbackStatus: "PENDING",
    customerMailList: [],
    ...given("x-uniqueReferenceId", contract.uniqueReference),
  };
  return {
    ...given("emudhraCustomization", contract.customization),
    ...customer,
    contractId: contract.id,
    pdf: links.toLink(contract, "initial"),
    initialContractHash: toSha256(contract.initialFile),
    contractName: contract.name,
    contractExecuterName: contract.executer,
    successRedirectUrl: contract.successRedirectUrl,
    failureRedirectUrl: contract.failureRedirectUrl,
    eSignProvider: contract.provider,
    contractTtl: contract.ttl,
    signerdetail: signers,
    callbackUrl: contract.callbackUrl,
    ...given("callbackUrlAuthorizationHeader", contract.callbackHeader),
    ...given("signerCallbackUrl", contract.signerCallbackUrl),
    callbackExtraParameter: [],
    fileTtl: switches.fileTtl,
    ...given("estamp", contract.stamp?.sent),
    ...(hasExtras && extras),
  };
}

export function toFinalFacts(contract: Contract, { switches, links }: Answering) {
  const isThere = contract.completedAt !== null && switches.finalFile === "given";
  const hash = toSha256(switches.hashes === "wrong" ? "another file" : contract.file);
  return {
    finalSignedContract: isThere ? links.toLink(contract, "final") : "",
    finalSignedContractHash: isThere && switches.hashes !== "missing" ? hash : "",
  };
}

export const toSignerFile = (contract: Contract, { id, signedFile }: Signer, links: Links) =>
  signedFile ? links.toLink(contract, `signer-${id}`) : "";

/** What pullData says. */
export function toContractAnswer(contract: Contract, answering: Answering): object {
  const { switches, links } = answering;
  const count = (status: Signer["status"]) =>
    contract.signers.filter((signer) => signer.status === status).length;
  return {
    ...customer,
    contractId: contract.id,
    contractName: contract.name,
    contractExecuterName: contract.executer,
    successRedirectUrl: contract.successRedirectUrl,
    failureRedirectUrl: contract.failureRedirectUrl,
    callbackUrl: contract.callbackUrl,
    ...given("callbackUrlAuthorizationHeader", contract.callbackHeader),
    ...given("signerCallbackUrl", contract.signerCallbackUrl),
    ...given("signerCallbackUrlAuthorizationHeader", contract.signerCallbackHeader),
    eSignProvider: contract.provider,
    contractTtl: contract.ttl,
    initialSignerCount: contract.initialCount,
    signedSignerCount: count("SIGNED"),
    deletedSignerCount: contract.deleted.length,
    cancelledSignerCount: count("CANCELLED"),
    initialContract: links.toLink(contract, "initial"),
    initialContractHash: toSha256(contract.initialFile),
    ...toFinalFacts(contract, answering),
    isCompleted: contract.completedAt !== null,
    contractCreationTime: toTime(contract.created, switches),
    contractCompletionTime: toTime(contract.completedAt, switches),
    contractStatus: contractStatus(contract, switches),
    contractCancelTimestamp: toTime(contract.canceledAt ?? contract.deletedAt, switches),
    auditCertificateUrl: "",
    auditCertificateHash: "",
    callbackHeaders: {},
    signerCallbackHeaders: {},
    callbackStatus: contract.completedAt ? "SUCCESS" : "PENDING",
    endOfLife: false,
    reviewerdetail: [],
    customerMailList: [],
    ...given("estamp", toStampAnswer(contract, answering)),
    signerdetail: contract.signers.map((signer) => toSignerAnswer(contract, signer, answering)),
    deletedsignerdetail: contract.deleted.map((signer) =>
      toSignerAnswer(contract, signer, answering),
    ),
  };
}

function toStampAnswer(contract: Contract, { switches, links }: Answering): object | null {
  const { stamp, certificate } = contract;
  if (!stamp || !certificate) return null;
  const result = {
    challanNo: certificate.number,
    challanSubNo: certificate.subNumber,
    eStampedFile: links.toLink(contract, "stamped"),
  };
  return {
    ...stamp.sent,
    transactionId: toSha256(contract.id).slice(0, 24),
    estampStatus: { done: "SUCCESS", pending: "PENDING", failed: "FAILED" }[switches.estamp],
    transactionResult: switches.estamp === "done" ? result : {},
  };
}

function toSignerAnswer(contract: Contract, signer: Signer, answering: Answering): object {
  const { switches, links, toPageLink } = answering;
  const last = signer.attempts.at(-1);
  return {
    signerName: signer.name,
    signerGender: signer.gender ?? "NA",
    signerYearOfBirth: signer.yearOfBirth ?? "NA",
    uidLastFourDigits: signer.lastFour ?? "NA",
    signerId: signer.id,
    signatureType: signer.type,
    esignUrl: toPageLink(signer),
    contractLastSignTime: toTime(last?.at ?? null, switches),
    status: signer.status,
    errorMessage: signer.errorMessage ?? "NA",
    aadhaarStatus: last ? "1" : "NA",
    aadhaarErrorMessage: "NA",
    ...toNameMatch(last, switches),
    signerIP: signer.ip ?? "NA",
    noOfSuccessfulAttempts: signer.attempts.filter(({ match }) => match.problem === null).length,
    signerSignedContract: toSignerFile(contract, signer, links),
    signerSignedContractHash: signer.signedFile ? toSha256(signer.signedFile) : "",
    signerCancelMessage: signer.cancelMessage ?? "",
    esignAttempts: signer.attempts.map((attempt) => toAttemptAnswer(signer, attempt)),
  };
}

function toNameMatch(last: Attempt | undefined, { nameMatch }: Switches): object {
  const score = last?.match.score?.toFixed(2) ?? "NA";
  return nameMatch === "text"
    ? { nameMatchResult: score }
    : { matchScoreResult: last ? { matchScore: score, name: last.kyc.name } : {} };
}

/** All of it is made up, and shaped as what a real certificate says of a person. */
const toAttemptAnswer = ({ id }: Signer, { kyc, match, aadhaarToken }: Attempt) => ({
  errorMessage: match.problem ?? "NA",
  aadhaarStatus: "1",
  aadhaarErrorMessage: "NA",
  signerDscData: {
    state: "Karnataka",
    pincode: "560001",
    dnQualifier: toSha256(`qualifier ${id}`).slice(0, 32),
    yob: kyc.yearOfBirth,
    gender: kyc.gender.slice(0, 1).toUpperCase(),
    uidLastFourDigits: kyc.lastFour,
    x500UniqueIdentifier: toSha256(`identifier ${id}`),
    aadhaarToken,
    pseudonym: toSha256(`pseudonym ${id}`).slice(0, 32),
    aadhaarType: "Personal",
    country: "IN",
    name: kyc.name,
  },
});
