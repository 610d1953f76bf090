import { z } from "zod";

// Answers are read leniently: what we use, in every form that the manual or .NET may give it.

const text = z.preprocess(
  (value) => (value === null ? undefined : value),
  z.coerce.string().optional(),
);
const flag = z.boolean().nullish();

/** How the provider numbers its documents: a GUID, in whatever letters. */
export const documentNumber = z.string().trim().toLowerCase().pipe(z.guid());

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(3600),
  refresh_token: z.string().min(1).nullish(),
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

export const tokenRefusal = z.object({ error: z.string(), error_description: text });

export const createAnswer = z.object({ id: documentNumber });

const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);

/** The provider's own words, or those in which ASP.NET refuses a request before it sees it. */
export const errorAnswer = z.object({
  code: wholeNumber.optional().catch(undefined),
  message: text,
  title: text,
  errors: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
});

/** A number or a word; both occur (manual §7: the callback gives a word, the document a number). */
const state = z.union([z.number(), z.string()]).nullish().catch(undefined);

const filledIn = z.object({ name: text, rule: text, value: text, title: text });
const values = z
  .object({ data: z.array(filledIn).nullish() })
  .nullish()
  .catch(undefined);

export const workflowAnswer = z.object({
  id: text,
  nationalCode: text,
  contact: text,
  name: text,
  title: text,
  order: z.coerce.number().nullish().catch(undefined),
  role: z.union([z.number(), z.string()]).nullish(),
  state,
  sent: flag.catch(undefined),
  turn: flag.catch(undefined),
  isLegal: flag.catch(undefined),
  isOptional: flag.catch(undefined),
  sentTime: text,
  seen: text,
  filled: text,
  approveTime: text,
  rejectTime: text,
  signedTime: text,
  workflowFields: values,
});
export type WorkflowAnswer = z.infer<typeof workflowAnswer>;

export const documentAnswer = z
  .object({
    base64: z.string().nullish().catch(undefined),
    state,
    title: text,
    created: text,
    workflows: z.array(workflowAnswer).nullish().catch(undefined),
    documentFields: z
      .object({ owner: values, data: z.array(filledIn).nullish() })
      .nullish()
      .catch(undefined),
  })
  .refine(({ state, workflows }) => state !== undefined || workflows !== undefined);
export type DocumentAnswer = z.infer<typeof documentAnswer>;

export const callbackBody = z.object({ documentId: documentNumber, state });
