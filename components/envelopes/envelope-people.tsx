import { useNow, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkDialog } from "@/components/recipients/link-dialog";
import { LeftOutChip, RecipientStatusChip } from "@/components/recipients/recipient-status-chip";
import { RemindButton } from "@/components/recipients/remind-button";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import { CorrectDialog } from "./correct-dialog";
import type { CorrectedEnvelope } from "./correction";
import { FailedTryWords } from "./failed-try-words";
import { bdi, Names } from "./names";
import { adviceFor, isLeftOut, personStepOf } from "./person-step";
import { When } from "./when";

type Person = EnvelopeView["recipients"][number];

/** Everybody in order, how far they are, and what can be done for those who hold it up. */
export function EnvelopePeople({ view }: { view: EnvelopeView }) {
  const t = useTranslations("envelope");
  return (
    <section aria-labelledby="envelope-people" className="grid gap-3">
      <header className="flex items-baseline gap-3">
        <h2 id="envelope-people" className="text-base font-semibold">
          {t("people")}
        </h2>
        {/* The order of a template is known to its provider alone. */}
        {view.template ? null : (
          <span className="text-xs text-muted">
            {t(view.envelope.signingOrder === "sequential" ? "orderSequential" : "orderParallel")}
          </span>
        )}
      </header>
      <ol className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
        {view.recipients.map((person) => (
          <PersonRow key={person.id} person={person} view={view} />
        ))}
      </ol>
    </section>
  );
}

function PersonRow({ person, view }: { person: Person; view: EnvelopeView }) {
  const t = useTranslations();
  const { envelope, may, isMailConfigured } = view;
  const { hasPageHere, isTheirTurn, email, status } = person;
  const mayRemind = may.remind && hasPageHere && isTheirTurn && isMailConfigured && Boolean(email);
  const mayHaveLink = may.issueLink && hasPageHere && status !== "waiting";
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-3 py-3">
      <AvatarInitials name={person.name} />
      <div className="grid min-w-0 grow basis-52 gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="font-medium wrap-break-word">{person.name}</bdi>
          <span className="text-muted">{t(`recipientRoles.${person.role}`)}</span>
          {isLeftOut(envelope.status, person) ? (
            <LeftOutChip role={person.role} />
          ) : (
            <RecipientStatusChip status={person.status} />
          )}
          {person.isTheirTurn ? (
            <span className="text-xs font-medium text-tile">{t("envelope.itsTurn")}</span>
          ) : null}
        </p>
        <p className="text-xs text-muted">
          <Facts person={person} isHere={view.hosted === "here"} />
        </p>
        <StepWords person={person} view={view} offers={{ mayRemind, mayHaveLink }} />
        {person.isUndelivered ? (
          <p className="text-warning">
            {t.rich("personStep.undelivered", { bdi, email: person.email ?? "" })}
          </p>
        ) : null}
        <LateActWords person={person} providerName={view.providerName} />
        {person.failedTry ? (
          <p className="text-warning">
            <FailedTryWords failedTry={person.failedTry} providerId={view.providerId} />
          </p>
        ) : null}
        {person.declineReason ? (
          <p>{t.rich("envelope.reason", { bdi, reason: person.declineReason })}</p>
        ) : null}
      </div>
      {mayRemind || mayHaveLink || person.mayBeCorrected ? (
        <span className="flex flex-wrap gap-2 max-sm:w-full max-sm:ps-11">
          {mayRemind ? (
            <RemindButton envelopeId={envelope.id} recipientId={person.id} name={person.name} />
          ) : null}
          {mayHaveLink ? (
            <LinkDialog
              // Put right, the links of before are dead.
              key={[person.name, person.email, person.phone].join("\n")}
              envelopeId={envelope.id}
              envelopeTitle={envelope.title}
              recipientId={person.id}
              name={person.name}
            />
          ) : null}
          {person.mayBeCorrected ? (
            <CorrectDialog
              envelope={toCorrected(view)}
              person={{ id: person.id, name: person.name }}
            />
          ) : null}
        </span>
      ) : null}
    </li>
  );
}

export const toCorrected = (view: EnvelopeView): CorrectedEnvelope => ({
  envelopeId: view.envelope.id,
  providerId: view.providerId,
  providerName: view.providerName,
  cancel: view.cancel,
  costOfCreate: view.costOfCreate,
  hasFailed: view.envelope.status === "failed",
  acted: view.recipients.filter(({ status }) => status === "signed" || status === "approved")
    .length,
});

type StepWordsProps = {
  person: Person;
  view: EnvelopeView;
  offers: Parameters<typeof adviceFor>[1];
};

/** What holds them, for how long, and what can be done about it. */
function StepWords({ person, view, offers }: StepWordsProps) {
  const t = useTranslations("personStep");
  const now = useNow();
  const step = personStepOf(person, view.recipients, {
    status: view.envelope.status,
    isSequential: view.envelope.signingOrder === "sequential" && !view.template,
    isSeeingTold: view.isSeeingTold,
    now,
  });
  if (!step) return null;
  const advice = adviceFor(person, offers);
  const provider = view.providerName;
  const names = step.kind === "waitsFor" ? step.names : [];
  return (
    <p>
      {t.rich(step.kind, {
        bdi,
        provider,
        days: "days" in step ? step.days : 0,
        count: names.length,
        names: () => <Names of={names} />,
      })}
      {advice ? (
        <span className="text-muted"> {t.rich(`advice.${advice}`, { bdi, provider })}</span>
      ) : null}
    </p>
  );
}

/** It changes nothing about the end here, and is not hidden either. */
function LateActWords({ person, providerName }: { person: Person; providerName: string }) {
  const t = useTranslations("envelope.late");
  const { late } = person;
  if (!late) return null;
  return (
    <p className="text-warning">
      {t.rich(late.act, { when: () => <When at={late.at} />, provider: providerName })}
    </p>
  );
}

function Facts({ person, isHere }: { person: Person; isHere: boolean }) {
  const t = useTranslations("envelope");
  const said = (at: Date | null, words: "sentAt" | "seenAt" | "remindedAt" | ActedWords) =>
    at ? t.rich(words, { when: () => <When at={at} /> }) : null;
  const facts: [string, ReactNode][] = [
    ["email", person.email ? <bdi key="email">{person.email}</bdi> : null],
    [
      "phone",
      person.phone ? (
        <bdi key="phone" dir="ltr">
          {person.phone}
        </bdi>
      ) : null,
    ],
    ["identified", isHere ? t(`identifiedBy.${person.identification}`) : null],
    ["sent", said(person.sentAt, "sentAt")],
    ["seen", said(person.seenAt, "seenAt")],
    ["reminded", person.actedAt ? null : said(person.remindedAt, "remindedAt")],
    ["acted", said(person.actedAt, actedWords(person))],
  ];
  const shown = facts.filter(([, fact]) => fact !== null);
  return (
    <span className="flex flex-wrap gap-x-2">
      {shown.map(([name, fact], index) => (
        <span key={name} className="flex gap-x-2 wrap-anywhere">
          {index > 0 ? <span aria-hidden>·</span> : null}
          <span>{fact}</span>
        </span>
      ))}
    </span>
  );
}

type ActedWords = "signedAt" | "approvedAt" | "declinedAt";
function actedWords({ status }: Person): ActedWords {
  if (status === "declined") return "declinedAt";
  return status === "approved" ? "approvedAt" : "signedAt";
}
