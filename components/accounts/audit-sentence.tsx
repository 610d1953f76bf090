import { useTranslations } from "next-intl";
import type { AuditRow } from "@/lib/audit/queries";
import { isRole } from "@/lib/vocabulary/account";
import { isAuditAction } from "@/lib/vocabulary/audit";

/** One event in words: who did what to whom. */
export function AuditSentence({ event }: { event: AuditRow }) {
  const t = useTranslations();
  const { action, details } = event;
  const actor = event.actorName ?? t(`auditLog.${actorWord(event.actorKind)}`);
  const name = (chunks: React.ReactNode) => <bdi className="font-medium">{chunks}</bdi>;
  if (!isAuditAction(action)) return t.rich("auditLog.other", { actor, action, name });
  const roleWords = (role: unknown) => (isRole(role) ? t(`roles.${role}`) : String(role ?? ""));
  return t.rich(`auditLog.actions.${action}`, {
    actor,
    name,
    account: event.accountName ?? t("auditLog.somebody"),
    email: String(details.email ?? ""),
    role: roleWords(details.role),
    from: roleWords(details.from),
    to: roleWords(details.to),
    team: String(details.team ?? ""),
    template: String(details.template ?? ""),
    version: Number(details.version ?? 1),
    connection: String(details.connection ?? ""),
    sessions: Number(details.sessions ?? 0),
  });
}

function actorWord(kind: string): "somebody" | "recipient" | "provider" | "portal" {
  if (kind === "recipient" || kind === "provider") return kind;
  return kind === "system" ? "portal" : "somebody";
}
