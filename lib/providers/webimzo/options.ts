import { z } from "zod";

const integer = z.int().nonnegative().max(2_147_483_647);
const text = z.string().trim().max(200);

/** `SignatureMethodIdConst`; a text with a choice of them, because nobody can choose none. */
export const methodIds = {
  e_imzo: [1],
  styx_imzo: [2],
  sms_code: [3],
  e_imzo_styx_imzo: [1, 2],
  e_imzo_sms_code: [1, 3],
  styx_imzo_sms_code: [2, 3],
  all: [1, 2, 3],
} as const;
const methodChoices = Object.keys(methodIds) as (keyof typeof methodIds)[];
/** Whoever wants to sign with the code needs a phone. */
export const choicesWithCode = methodChoices.filter((choice) =>
  methodIds[choice].some((id) => id === 3),
);

/** `SignDataTypeIdConst`, and what our `signData` is in each. */
export const dataTypes = {
  /** STRINGFILE_DOC_PDF: the file in base64. */
  pdf: 1,
  /** STRINGFILE_PRINTABLE: our statement. */
  printable_statement: 2,
  /** PRINTABLE_HASH: the file's SHA-256 in hexadecimal. */
  printable_hash: 3,
  /** STRINGFILE: our statement. */
  statement: 4,
  /** BYTEFILE: the file in base64. */
  bytes: 5,
} as const;
const dataChoices = Object.keys(dataTypes) as (keyof typeof dataTypes)[];

/** Of one envelope. */
export const webimzoOptions = z.strictObject({
  methods: z.enum(methodChoices).default("e_imzo_styx_imzo"),
  /** Whether people may refuse: that is an answer which they sign, too. */
  offersDecline: z.boolean().default(true),
  isVisibleToOthers: z.boolean().default(true).meta({ people: true }),
  dataType: z.enum(dataChoices).default("printable_statement"),
  isAllowMultiple: z.boolean().default(false).meta({ rare: true }),
  /** `actionTypeName`, beside its five translations. */
  language: z
    .enum(["UZ_LATN", "UZ_CYRL", "RU", "EN", "QR"])
    .default("UZ_LATN")
    .meta({ rare: true }),
  signDataFileExt: text.optional().meta({ rare: true }),
  hashAlgorithmId: integer.optional().meta({ rare: true }),
  /** The printable link as `previewPrintableLink`, too. */
  hasPreviewLink: z.boolean().default(false).meta({ rare: true }),
  printableLinkExt: text.default("pdf").meta({ rare: true }),
  templateId: integer.optional().meta({ rare: true }),
  documentType: text.optional().meta({ rare: true }),
  /** Instead of the connection's. */
  tableId: integer.optional().meta({ rare: true }),
  /** What the document is after somebody has signed, in our own numbers. */
  statusBetween: integer.default(10).meta({ rare: true }),
  statusAtEnd: integer.default(20).meta({ rare: true }),
});
export type WebimzoOptions = z.infer<typeof webimzoOptions>;
