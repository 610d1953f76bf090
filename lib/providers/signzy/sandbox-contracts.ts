import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { PracticeAuthority } from "@/lib/provider-kit/sandbox-certificate";
import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import { PdfFile } from "@/lib/provider-kit/sandbox-pdf";
import { lockPdf } from "@/lib/provider-kit/sandbox-pdf-write";
import { signPdf } from "@/lib/provider-kit/sandbox-sign";
import { toStamps } from "./sandbox-boxes";
import type { Certificate } from "./sandbox-defacement";
import { drawDuty } from "./sandbox-defacement";
import type { Kyc, Match } from "./sandbox-match";
import { judge } from "./sandbox-match";
import { invalid } from "./sandbox-refusals";
import type { ContractDraft, SignerDraft } from "./sandbox-requests";
import type { Switches } from "./sandbox-switches";

export type Attempt = {
  readonly at: Date;
  readonly kyc: Kyc;
  readonly match: Match;
  /** As the state's register would say it of the person; made up, and looking as it does there. */
  readonly aadhaarToken: string;
};
export type Signer = SignerDraft & {
  readonly id: string;
  readonly attempts: Attempt[];
  status: "PENDING" | "SIGNED" | "CANCELLED";
  /** Of the last attempt; null while there is none, and after one that went well. */
  errorMessage: string | null;
  cancelMessage: string | null;
  signedAt: Date | null;
  signedFile: Buffer | null;
  ip: string | null;
};
export type Contract = Omit<ContractDraft, "signers"> & {
  readonly id: string;
  /** Part of the addresses of its files. */
  readonly number: number;
  readonly created: Date;
  /** `x-uniqueReferenceId` of the request. */
  readonly uniqueReference: string | null;
  readonly initialFile: Buffer;
  readonly initialCount: number;
  readonly certificate: Certificate | null;
  readonly deleted: Signer[];
  signers: Signer[];
  /** With the duty and the signatures so far. */
  file: Buffer;
  /** Once there is a signature in a file that is to have a password. */
  fileKey: Buffer | null;
  expiresAt: Date;
  completedAt: Date | null;
  canceledAt: Date | null;
  deletedAt: Date | null;
};

const day = 86_400_000;

function toExpiry(now: Date, ttl: number, { contractTtl }: Switches): Date {
  const milliseconds = { honoured: ttl, ignored: 7 * day, seconds: ttl * 1_000 }[contractTtl];
  // A time that JavaScript can hold.
  return new Date(Math.min(now.getTime() + milliseconds, 8.64e15));
}

const indianDate = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Kolkata",
  dateStyle: "short",
});

function toCertificate({ stamp }: ContractDraft, now: Date): Certificate | null {
  if (!stamp) return null;
  const digits = (count: number) => String(randomInt(10 ** count)).padStart(count, "0");
  const number = stamp.isChallan ? `GRN${digits(12)}` : `IN-${stamp.stateCode}${digits(12)}S`;
  return { number, subNumber: digits(4), date: indianDate.format(now) };
}

export function createContract(
  { signers, ...draft }: ContractDraft,
  bytes: Buffer,
  uniqueReference: string | null,
  switches: Switches,
): Contract {
  const now = new Date();
  const certificate = toCertificate({ ...draft, signers }, now);
  const { stamp } = draft;
  const isStamped = switches.estamp === "done";
  return {
    ...draft,
    id: randomUUID(),
    number: randomInt(1_000_000, 10_000_000),
    created: now,
    uniqueReference,
    initialFile: bytes,
    initialCount: signers.length,
    certificate,
    deleted: [],
    file: stamp && certificate && isStamped ? drawDuty(bytes, stamp, certificate) : bytes,
    fileKey: null,
    expiresAt: toExpiry(now, draft.ttl, switches),
    completedAt: null,
    canceledAt: null,
    deletedAt: null,
    signers: signers.map((signer) => ({
      ...signer,
      id: randomUUID(),
      attempts: [],
      status: "PENDING",
      errorMessage: null,
      cancelMessage: null,
      signedAt: null,
      signedFile: null,
      ip: null,
    })),
  };
}

/** Why nobody, or not this person, can sign; the page has words for each. */
export const obstacles = {
  ended: "the contract has expired or was deleted",
  canceled: "somebody has declined to sign",
  already_signed: "this person has signed",
  wrong_code: "the OTP is wrong",
} as const;
export type Obstacle = keyof typeof obstacles;
export const obstructed = (obstacle: Obstacle) =>
  new SandboxRefusal(obstacles[obstacle], 400, obstacle);

export const isLapsed = ({ completedAt, expiresAt }: Contract): boolean =>
  completedAt === null && expiresAt <= new Date();
export const isEnded = (contract: Contract): boolean =>
  contract.deletedAt !== null || isLapsed(contract);

export function findObstacle(contract: Contract, signer: Signer): Obstacle | undefined {
  if (signer.status === "SIGNED") return "already_signed";
  if (contract.canceledAt) return "canceled";
  return isEnded(contract) ? "ended" : undefined;
}

function requireOpen(contract: Contract, signer: Signer): void {
  const obstacle = findObstacle(contract, signer);
  if (obstacle) throw obstructed(obstacle);
}

/**
 * The person's Aadhaar is held against what was sent, and when they match the file is signed.
 * @throws SandboxRefusal when there is nothing to sign any more
 */
export function attempt(
  contract: Contract,
  signer: Signer,
  kyc: Kyc,
  switches: Switches,
  authority: PracticeAuthority,
): Attempt {
  requireOpen(contract, signer);
  const match = judge(contract, signer, kyc);
  const aadhaarToken = `sandbox-aadhaar-token-${randomBytes(24).toString("hex")}`;
  const made = { at: new Date(), kyc, match, aadhaarToken };
  signer.attempts.push(made);
  signer.errorMessage = match.problem;
  if (match.problem === null) sign(contract, signer, made, switches, authority);
  return made;
}

function sign(
  contract: Contract,
  signer: Signer,
  { at, kyc }: Attempt,
  switches: Switches,
  authority: PracticeAuthority,
): void {
  const { originBox: origin, signatureForm: form } = switches;
  if (contract.password !== null && !contract.fileKey) {
    const { bytes, key } = lockPdf(new PdfFile(contract.file), contract.password);
    contract.file = bytes;
    contract.fileKey = key;
  }
  const key = contract.fileKey;
  const stamps = toStamps(
    new PdfFile(contract.file, key),
    signer,
    contract.signers.indexOf(signer) + 1,
    switches,
  );
  const serialNumber = toSha256(`${kyc.name}${kyc.lastFour}`);
  const person = { name: kyc.name, country: "IN", serialNumber, signedAt: at };
  contract.file = signPdf(contract.file, stamps, person, { origin, form, key }, authority);
  signer.signedFile = contract.file;
  signer.signedAt = at;
  signer.status = "SIGNED";
  completeIfAllSigned(contract, at);
}

export function completeIfAllSigned(contract: Contract, at: Date): void {
  const { signers } = contract;
  if (signers.length > 0 && signers.every(({ status }) => status === "SIGNED"))
    contract.completedAt ??= at;
}

/** @throws SandboxRefusal */
export function cancel(contract: Contract, signer: Signer, message: string): void {
  requireOpen(contract, signer);
  signer.status = "CANCELLED";
  signer.cancelMessage = message;
  contract.canceledAt = new Date();
}

/** @throws SandboxRefusal */
export function deleteSigner(contract: Contract, signer: Signer): void {
  if (signer.status === "SIGNED") throw invalid("Signer has already signed the contract");
  contract.signers = contract.signers.filter((each) => each !== signer);
  contract.deleted.push(signer);
  completeIfAllSigned(contract, new Date());
}
