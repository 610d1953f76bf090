import { z } from "zod";

// Answers are read leniently: what we use, in every form that the page or an account may give it.
// What is not named here, above all what Aadhaar says of a person, is dropped as it is read.

const text = z.preprocess((value) => {
  if (value === "NA" || value === "") return undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}, z.string().optional());
const flag = z.preprocess((value) => value === true || value === "true", z.boolean());
const count = z.coerce.number().int().nonnegative().optional().catch(undefined);

/** A UUID, 36 characters. */
export const contractNumber = z.string().trim().length(36);

export const signerHandle = z.object({
  signerId: z.string().min(1),
  name: z.string(),
  /** A secret: whoever has it signs. */
  esignUrl: z.string().nullable(),
});
export type SignerHandle = z.infer<typeof signerHandle>;

/** How a contract is found again. Without the signers where only its number is known. */
export const referenceShape = z.object({
  contractId: contractNumber,
  signers: z.array(signerHandle).optional(),
});
export type Reference = z.infer<typeof referenceShape>;

export const initiateAnswer = z.object({
  contractId: contractNumber,
  signerdetail: z.array(
    z.object({
      signerId: z.string().min(1),
      signerName: z.string(),
      esignUrl: z.string().min(1),
    }),
  ),
});

/** Bare, as the gateway in front of it answers, or one level down. */
const errorBody = z.object({ name: text, message: text });
export const errorAnswer = z.union([z.object({ error: errorBody }), errorBody]);

export const signerAnswer = z.object({
  signerId: text,
  signerName: text,
  signatureType: text,
  status: text,
  errorMessage: text,
  aadhaarErrorMessage: text,
  nameMatchResult: text,
  contractLastSignTime: text,
  noOfSuccessfulAttempts: count,
  signerSignedContract: text,
  signerCancelMessage: text,
  esignUrl: text,
  esignAttempts: z
    .array(z.object({ errorMessage: text, aadhaarErrorMessage: text }))
    .optional()
    .catch(undefined),
});
export type SignerAnswer = z.infer<typeof signerAnswer>;
const signers = z.array(signerAnswer).optional().catch(undefined);

export const contractAnswer = z.object({
  contractId: contractNumber,
  contractName: text,
  contractStatus: text,
  contractCreationTime: text,
  contractCompletionTime: text,
  contractCancelTimestamp: text,
  initialSignerCount: count,
  signedSignerCount: count,
  cancelledSignerCount: count,
  initialContractHash: text,
  finalSignedContract: text,
  finalSignedContractHash: text,
  isCompleted: flag,
  signerdetail: signers,
  deletedsignerdetail: signers,
});
export type ContractAnswer = z.infer<typeof contractAnswer>;

export const deleteAnswer = z.object({ isSuccess: z.literal([true, "true"]) });

const named = z.object({
  contractId: contractNumber.optional().catch(undefined),
  status: text,
});
export type NamedContract = z.infer<typeof named>;

/** Neither callback is on the provider's page: the number is looked for one level down, too. */
export const callbackBody = z.record(z.string(), z.unknown()).transform((body) => {
  const levels = [body, ...Object.values(body)].map((level) => named.safeParse(level).data);
  return levels.find((level) => level?.contractId !== undefined);
});
