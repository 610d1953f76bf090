import { z } from "zod";
import { formatNames } from "@/lib/recipients/formats";
import type { RecipientRole } from "./envelope";
import { identifications, recipientRoles, signingOrders } from "./envelope";

/** What a provider may want to know of a person. */
export const identityParts = [
  "name",
  "email",
  "phone",
  "title",
  "national_id",
  "organisation_id",
  "birth_year",
  "gender",
  /** Whom the provider knows as the head of the person's organisation. */
  "superior_id",
  /** The last four digits of a national number that nobody may ask for as a whole. */
  "id_last_four",
  /** One of the provider's ways of signing, where each person has their own. */
  "signature_type",
  /** The sender's own number for the person. */
  "number",
  /** The sender's own number for what the document is once this person has signed. */
  "status_number",
  /** Place in an order of the sender's own; equal ones act at the same time. */
  "priority",
  "ip_address",
  "user_agent",
] as const;
export type IdentityPart = (typeof identityParts)[number];

/** What people call a part: its own name, or another one where a country has one. */
export const identityNames = [
  ...identityParts,
  "pinfl_or_inn",
  "superior_pinfl_or_inn",
  "aadhaar_last_four",
] as const;
export type IdentityName = (typeof identityNames)[number];

/** How a part is written and checked: free text, or a format of `lib/recipients`. */
export const identitySchemes = ["text", "phone", ...formatNames] as const;
export type IdentityScheme = (typeof identitySchemes)[number];

/** Places on a page that a provider knows by name. */
export const boxPositions = [
  "top_left",
  "top_center",
  "top_right",
  "middle_left",
  "middle_center",
  "middle_right",
  "bottom_left",
  "bottom_center",
  "bottom_right",
] as const;
export type BoxPosition = (typeof boxPositions)[number];

const preset = z.strictObject({ name: z.string(), width: z.number(), height: z.number() });

/**
 * What a provider can do, as data. Screens and use cases ask here and never for a provider's name.
 * Lengths are in points.
 */
export const capabilities = z.strictObject({
  /** Where people sign: on Muhr's own page, or on the provider's. */
  hosted: z.enum(["here", "there"]),
  /** What goes out: the bytes, a link to them, a filled template. */
  document: z.array(z.enum(["bytes", "link", "template"])).min(1),
  /** Largest file in bytes. */
  largestFile: z.number().int().positive(),
  boxes: z.strictObject({
    count: z.enum(["none", "one_per_signer", "many"]),
    /** Whether every signer must have one. */
    required: z.boolean(),
    presets: z.array(preset),
    isCustomAllowed: z.boolean(),
    /** The size that a box has there, and how far from the page's visible edge it is thought to stand. */
    positions: z
      .strictObject({
        names: z.array(z.enum(boxPositions)).min(1),
        width: z.number(),
        height: z.number(),
        margin: z.number(),
      })
      .optional(),
    minimum: z.strictObject({ width: z.number(), height: z.number() }),
    /** A smaller box is only doubted: nobody knows whether the provider takes it. */
    isMinimumAdvised: z.boolean().optional(),
    unit: z.enum(["point", "pixel"]),
    origin: z.enum(["lower_left", "upper_left"]),
    areRotatedPagesAllowed: z.boolean(),
    /** Pages whose visible part does not begin at the origin of the page's coordinates. */
    areOffsetPagesAllowed: z.boolean(),
  }),
  pages: z.enum(["one_for_all", "one_for_all_with_repeat", "per_box", "all"]),
  /** Roles that the provider itself knows; the portal serves the others. */
  roles: z.array(z.enum(recipientRoles)).min(1),
  order: z.strictObject({
    kinds: z.array(z.enum(signingOrders)).min(1),
    by: z.enum(["none", "position", "priority"]),
    enforcedBy: z.enum(["provider", "portal"]),
  }),
  /** What it wants to know of each recipient. */
  identity: z.array(
    z.strictObject({
      part: z.enum(identityParts),
      scheme: z.enum(identitySchemes),
      /** No two people of an envelope may have the same. */
      isUnique: z.boolean().optional(),
      isRequired: z.boolean(),
      /** Required besides while this option of the envelope is one of these. */
      requiredBy: z
        .strictObject({
          option: z.string(),
          choices: z.array(z.union([z.string(), z.boolean()])).min(1),
        })
        .optional(),
      /** Where it is one of these; the first is what it is when nobody says anything. */
      choices: z.array(z.string()).min(1).optional(),
      /** What people call it there, where that is not the part's own name. */
      called: z.enum(identityNames).optional(),
      /** Seldom wanted: its input stands under "more". */
      isRare: z.boolean().optional(),
    }),
  ),
  identifications: z.array(z.enum(identifications)).min(1),
  /** Who tells the recipients: the provider, the portal, or as the answer to the create says. */
  notifies: z.enum(["provider", "portal", "told_in_answer"]),
  /** Whether the recipient's link in Muhr sends the browser on to the provider. */
  launch: z.boolean(),
  /** `told`: withdrawn in Muhr; the provider is told, and does not promise to stop. */
  cancel: z.enum(["none", "provider", "portal", "told"]),
  /** Who ends it. `both`: the provider was told when it was sent, and Muhr ends it then in any case. */
  expiry: z.enum(["none", "provider", "portal", "both"]),
  /** Whether a repeated create returns the first envelope instead of making a second one. */
  isCreateIdempotent: z.boolean(),
  callbacks: z.strictObject({
    scope: z.enum(["none", "final", "per_signer"]),
    address: z.enum(["none", "per_attempt", "per_connection"]),
  }),
  signedFile: z.enum(["in_answer", "link_that_dies", "composed_here"]),
  /** For how many hours after the end the provider keeps the signed file, where not for good. */
  keepsFileFor: z.number().int().positive().optional(),
  /** What a read-back can tell of a recipient. */
  reads: z.strictObject({ seen: z.boolean(), filled: z.boolean(), declined: z.boolean() }),
  templates: z.boolean(),
  /** What a second create by mistake would cost. */
  costOfCreate: z.enum(["nothing", "messages", "money"]),
  /** How people sign, in the provider's own words; empty where there is no choice. */
  methods: z.array(z.string()),
});
export type Capabilities = z.infer<typeof capabilities>;
export type AskedPart = Capabilities["identity"][number];

type WithRoles = Pick<Capabilities, "roles">;

/** A person in a role that the provider does not know is the portal's: only a viewer can be. */
export const isServedHere = ({ roles }: WithRoles, role: RecipientRole): boolean =>
  !roles.includes(role) && role === "viewer";

/** What somebody may be in an envelope. */
export const offeredRoles = (provider: WithRoles): readonly RecipientRole[] =>
  recipientRoles.filter((role) => provider.roles.includes(role) || isServedHere(provider, role));

/** What is asked of a person in this role. */
export const askedParts = (
  provider: Pick<Capabilities, "roles" | "identity">,
  role: RecipientRole,
): readonly AskedPart[] =>
  isServedHere(provider, role)
    ? provider.identity.filter(({ part }) => part === "name")
    : provider.identity;

/** Whether the provider wants a part, with an envelope's options as they are. */
export const isWanted = (
  { isRequired, requiredBy }: AskedPart,
  options: Readonly<Record<string, unknown>>,
): boolean =>
  isRequired ||
  requiredBy?.choices.some((choice) => choice === options[requiredBy.option]) === true;

type Hosting = Pick<Capabilities, "hosted" | "launch" | "roles">;

/** Whether somebody's page in Muhr leads them on to the provider's, where they act. */
export const isLaunched = ({ launch, roles }: Hosting, role: RecipientRole): boolean =>
  launch && roles.includes(role);

/** Whether somebody has a page of their own in Muhr; else the provider alone serves them. */
export const hasPageHere = (capabilities: Hosting, role: RecipientRole): boolean =>
  capabilities.hosted === "here" ||
  isLaunched(capabilities, role) ||
  isServedHere(capabilities, role);
