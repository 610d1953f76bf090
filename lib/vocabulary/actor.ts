import type { Role } from "./account";

/**
 * Who does something: a person at the portal, a recipient with a link, a provider, or the portal
 * itself. `address` is the network address that the request came from.
 */
export type AccountActor = {
  readonly kind: "account";
  readonly accountId: string;
  readonly role: Role;
  /** The teams whose envelopes a manager looks after; null while the office has no team at all. */
  readonly teamIds: readonly string[] | null;
  readonly address: string | null;
};
export type RecipientActor = {
  readonly kind: "recipient";
  readonly recipientId: string;
  readonly envelopeId: string;
  readonly address: string | null;
};
export type ProviderActor = {
  readonly kind: "provider";
  readonly providerId: string;
  readonly address: string | null;
};
export type SystemActor = { readonly kind: "system"; readonly job: string };

export type Actor = AccountActor | RecipientActor | ProviderActor | SystemActor;
