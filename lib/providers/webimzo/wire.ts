import { z } from "zod";

// Answers are read leniently: what we use, in every form that the page or .NET may give it.

const text = z.preprocess(
  (value) => (value === null ? undefined : value),
  z.coerce.string().optional(),
);
const integer = z.coerce.number().int().nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);

/** `requestId`: a GUID, in whatever letters. */
export const requestNumber = z.string().trim().toLowerCase().pipe(z.guid());

/** Which request, and with what it is read. Kept as the envelope's reference. */
export const referenceShape = z.object({ requestId: requestNumber, secretKey: z.string().min(1) });
export type Reference = z.infer<typeof referenceShape>;

export const createdAnswer = z.object({
  success: z.literal(true),
  result: referenceShape.extend({ smsInformed: flag }),
});

/** What stands in place of a result, or how ASP.NET refuses a request before it sees it. */
export const failureAnswer = z.object({
  success: flag,
  error: z.object({ code: text, message: text, details: text }).nullish().catch(undefined),
  title: text,
  errors: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
});

export const userAnswer = z.object({
  userKey: text,
  userInfo: text,
  userPhoneNumber: text,
  userId: integer,
  isSigned: flag,
  signPriority: integer,
  docStatusId: integer,
  signedAt: text,
  actionTypeId: integer,
  signatureMethodId: integer,
  signDetails: text,
  parentUserKey: text,
});
export type UserAnswer = z.infer<typeof userAnswer>;

export const requestAnswer = z.object({
  id: requestNumber,
  title: text,
  tableId: integer,
  /** `long`: beyond 2^53 the text beside it is right. */
  documentId: z.coerce.number().nullish().catch(undefined),
  documentIdAsString: text,
  documentType: text,
  signData: text,
  signerUserCount: integer,
  signedUserCount: integer,
  smsInformed: flag,
  /** Not on the provider's page; an integrator's code has it. */
  signCheckUrl: text,
  signRequestUsers: z.array(userAnswer).nullish().catch(undefined),
  signatureMethods: z
    .array(z.object({ signatureMethodId: integer, signatureMethodName: text }))
    .nullish()
    .catch(undefined),
});
export type RequestAnswer = z.infer<typeof requestAnswer>;

export const logsAnswer = z.array(
  z.object({
    callbackUrl: text,
    errorCode: text,
    errorMessage: text,
    errorCount: integer,
    errorAt: text,
    requestBody: text,
    comment: text,
    responseStatusCode: integer,
    responseDetails: text,
    successAt: text,
  }),
);
export type LogAnswer = z.infer<typeof logsAnswer>[number];

const lowerKeys = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]))
    : value;
const perhapsNumber = requestNumber.optional().catch(undefined);

/** Both shapes that integrators describe. Which letters are capitals is not known. */
export const callbackBody = z.preprocess(
  lowerKeys,
  z
    .object({
      signrequestid: perhapsNumber,
      requestid: perhapsNumber,
      id: perhapsNumber,
      secretkey: z.string().min(1).optional().catch(undefined),
    })
    .transform(({ signrequestid, requestid, id, secretkey }) => ({
      requestId: signrequestid ?? requestid ?? id,
      secretKey: secretkey,
    })),
);
