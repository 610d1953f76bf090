import type { DraftView } from "@/lib/envelopes/load-draft";
import type { RecipientInput, SaveDraftInput } from "@/lib/envelopes/schema";
import { limits, recipientInput } from "@/lib/envelopes/schema";
import type { Locale } from "@/lib/i18n/locales";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { isMoreThanLastFour } from "@/lib/recipients/last-four";
import type { RecipientRole } from "@/lib/vocabulary/envelope";

export type DraftPerson = RecipientInput & { readonly hasSenderCode: boolean };
export type Draft = Omit<SaveDraftInput, "envelopeId" | "rev" | "recipients"> & {
  readonly recipients: readonly DraftPerson[];
};

export type DraftEvent =
  | { readonly type: "set"; readonly change: Partial<Omit<Draft, "recipients">> }
  | {
      readonly type: "added";
      readonly id: string;
      readonly role: RecipientRole;
      readonly language: Locale;
    }
  | { readonly type: "changed"; readonly id: string; readonly change: Partial<DraftPerson> }
  | { readonly type: "removed"; readonly id: string }
  /** `to` is a 0-based place. */
  | { readonly type: "moved"; readonly id: string; readonly to: number }
  /** The portal keeps these codes now, unreadable; the screen forgets them. */
  | { readonly type: "codes_kept"; readonly codes: ReadonlyMap<string, string> };

export const newPerson = (id: string, role: RecipientRole, language: Locale): DraftPerson => ({
  id,
  role,
  name: "",
  email: "",
  phone: "",
  language,
  identification: "link",
  identity: {},
  senderCode: "",
  hasSenderCode: false,
});

export function toDraft({ envelope, recipients, provider }: DraftView): Draft {
  const { title, message, signingOrder, expiresAt } = envelope;
  return {
    title,
    message,
    signingOrder,
    expiresAt,
    options: { ...provider.options },
    recipients: recipients.map(({ id, role, name, identification, hasSenderCode, ...person }) => ({
      id,
      role,
      name,
      email: person.email ?? "",
      phone: person.phone ?? "",
      language: isLocale(person.language) ? person.language : defaultLocale,
      identification,
      identity: { ...person.identity },
      senderCode: "",
      hasSenderCode,
    })),
  };
}

export function nextDraft(draft: Draft, event: DraftEvent): Draft {
  const people = draft.recipients;
  switch (event.type) {
    case "set":
      return { ...draft, ...event.change };
    case "added":
      return {
        ...draft,
        recipients: [...people, newPerson(event.id, event.role, event.language)],
      };
    case "changed":
      return {
        ...draft,
        recipients: people.map((one) => (one.id === event.id ? { ...one, ...event.change } : one)),
      };
    case "removed":
      return { ...draft, recipients: people.filter(({ id }) => id !== event.id) };
    case "moved": {
      const person = people.find(({ id }) => id === event.id);
      if (!person) return draft;
      const rest = people.filter(({ id }) => id !== event.id);
      return { ...draft, recipients: rest.toSpliced(event.to, 0, person) };
    }
    case "codes_kept":
      return {
        ...draft,
        recipients: people.map((one) =>
          one.senderCode !== "" && event.codes.get(one.id) === one.senderCode
            ? { ...one, senderCode: "", hasSenderCode: true }
            : one,
        ),
      };
  }
}

/** Pasted line ends and tabs would be refused by the portal; a space is what the person meant. */
export const toOneLine = (text: string): string =>
  [...text].map((letter) => (letter < " " ? " " : letter)).join("");

export type PersonFault = "email_wrong" | "code_too_short";

export const isEmailWrong = (email: string): boolean =>
  !recipientInput.shape.email.safeParse(email.trim()).success;

/** What the portal would refuse. Missing things are no fault: a draft may be incomplete. */
export function faultsOf(person: DraftPerson): readonly PersonFault[] {
  const faults: PersonFault[] = [];
  if (isEmailWrong(person.email)) faults.push("email_wrong");
  const code = person.senderCode.trim();
  const wantsCode = person.identification === "sender_code" && code !== "";
  if (wantsCode && code.length < limits.code.shortest) faults.push("code_too_short");
  return faults;
}

/**
 * What of a draft can be kept now: where an input is wrong, what the portal has there already.
 * @param known what the portal has
 */
export function withoutFaults(draft: Draft, known: Pick<Draft, "recipients">): Draft {
  const emailOf = (id: string) => known.recipients.find((one) => one.id === id)?.email ?? "";
  return {
    ...draft,
    recipients: draft.recipients.map((person) => {
      const faults = faultsOf(person);
      return {
        ...person,
        ...(faults.includes("email_wrong") && { email: emailOf(person.id) }),
        // Nobody is shown a code again: an empty one keeps what was set.
        ...(faults.includes("code_too_short") && { senderCode: "" }),
      };
    }),
  };
}

/** Of a number that nobody may ask for as a whole, no more leaves the browser than its end. */
const withoutWholeNumbers = (identity: DraftPerson["identity"]): DraftPerson["identity"] =>
  isMoreThanLastFour(identity.id_last_four ?? "") ? { ...identity, id_last_four: "" } : identity;

/** A draft as the portal takes it. */
export const toSaving = (draft: Draft): Omit<SaveDraftInput, "envelopeId" | "rev"> => ({
  ...draft,
  title: draft.title.trim(),
  recipients: draft.recipients.map(({ hasSenderCode: _, ...person }) => ({
    ...person,
    name: person.name.trim(),
    email: person.email.trim(),
    phone: person.phone.trim(),
    senderCode: person.identification === "sender_code" ? person.senderCode.trim() : "",
    identity: withoutWholeNumbers(person.identity),
  })),
});
