"use client";
import { useFormatter, useTranslations } from "next-intl";
import { RecipientStatusChip } from "@/components/recipients/recipient-status-chip";
import type { OpenPage, Situation } from "./situation";

const askOf = (situation: Situation, { role }: OpenPage["me"]) => {
  if (situation === "launch") return role === "approver" ? "approve" : "sign";
  return situation === "sign" || situation === "approve" || situation === "read" ? situation : null;
};

/** Who sends what, in one glance; the rest folded away. */
export function AboutEnvelope({ page, situation }: { page: OpenPage; situation: Situation }) {
  const t = useTranslations("sign.about");
  const format = useFormatter();
  const { envelope, me } = page;
  const ask = askOf(situation, me);
  return (
    <div className="grid gap-2">
      <p className="text-muted">
        {t.rich(`asks.${ask ?? "sent"}`, {
          name: envelope.senderName,
          me: me.name,
          b: (chunks) => <bdi className="font-medium text-ink">{chunks}</bdi>,
        })}
      </p>
      <h1 className="text-xl font-semibold wrap-break-word">
        <bdi>{envelope.title}</bdi>
      </h1>
      {envelope.message.trim() === "" ? null : (
        <p dir="auto" className="border-s-2 border-edge ps-3 wrap-break-word whitespace-pre-line">
          {envelope.message}
        </p>
      )}
      {envelope.expiresAt && ask ? (
        <p className="text-sm text-muted">
          {t("expires", { when: format.dateTime(envelope.expiresAt, "short") })}
        </p>
      ) : null}
      <Details page={page} />
    </div>
  );
}

function Details({ page: { envelope, me, others } }: { page: OpenPage }) {
  const t = useTranslations("sign.about");
  const roles = useTranslations("recipientRoles");
  const people = [{ ...me, name: t("you", { name: me.name }) }, ...others];
  return (
    <details className="text-sm">
      <summary className="w-fit py-2 text-tile underline underline-offset-3">
        {t("details")}
      </summary>
      <ul className="grid gap-2 py-1">
        {people.map(({ name, role, status }) => (
          <li key={`${role} ${name}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <bdi className="font-medium">{name}</bdi>
            <span className="text-muted">{roles(role)}</span>
            <RecipientStatusChip status={status} />
          </li>
        ))}
      </ul>
      <dl className="grid gap-1 pt-2 text-muted">
        <div className="flex flex-wrap gap-x-2">
          <dt>{t("reference")}</dt>
          <dd>
            <bdi>{envelope.referenceCode}</bdi>
          </dd>
        </div>
        <div className="flex flex-wrap gap-x-2">
          <dt>{t("fingerprint")}</dt>
          <dd dir="ltr" className="font-mono text-xs break-all">
            {envelope.documentSha256}
          </dd>
        </div>
      </dl>
    </details>
  );
}
