/**
 * The words for an envelope's life, in the order in which they can happen.
 * The database, the domain and the screens all import this list; nobody retypes it.
 */
export const envelopeStatuses = [
  "draft",
  "queued",
  "sending",
  "needs_check",
  "in_progress",
  "completing",
  "completed",
  "declined",
  "expired",
  "canceled",
  "failed",
  "conflict",
] as const;
export type EnvelopeStatus = (typeof envelopeStatuses)[number];

export const recipientStatuses = [
  "waiting",
  "sent",
  "seen",
  "filled",
  "approved",
  "signed",
  "declined",
  "canceled",
] as const;
export type RecipientStatus = (typeof recipientStatuses)[number];

export const recipientRoles = ["signer", "approver", "viewer"] as const;
export type RecipientRole = (typeof recipientRoles)[number];

/** Whether it is their turn: they were told and have not acted. */
export const isWaitedFor = (person: {
  readonly role: RecipientRole;
  readonly status: RecipientStatus;
}): boolean => person.role !== "viewer" && ["sent", "seen", "filled"].includes(person.status);

/** Whether recipients act one after another or all at once. */
export const signingOrders = ["sequential", "parallel"] as const;
export type SigningOrder = (typeof signingOrders)[number];

/** How somebody is called and reached; their numbers are `identityParts`. */
export const partsOfPerson = ["name", "email", "phone"] as const;
export type PartOfPerson = (typeof partsOfPerson)[number];

/**
 * How a recipient shows who they are, beyond holding the link: nothing more, a code sent by
 * e-mail, or a code that the sender set and told them.
 */
export const identifications = ["link", "email_code", "sender_code"] as const;
export type Identification = (typeof identifications)[number];

/** How the mark of a signature was made. */
export const markKinds = ["drawn", "typed", "uploaded"] as const;
export type MarkKind = (typeof markKinds)[number];

export const artifactKinds = ["signed_document", "certificate"] as const;
export type ArtifactKind = (typeof artifactKinds)[number];

/** A `launch` was pressed once already. */
export const linkTokenKinds = [
  "recipient",
  "callback",
  "signer_callback",
  "printable",
  "return",
  "launch",
] as const;
export type LinkTokenKind = (typeof linkTokenKinds)[number];
