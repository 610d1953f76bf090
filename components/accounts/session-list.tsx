"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { endSessionsAction } from "@/lib/accounts/actions";
import { nameBrowser } from "./name-browser";

export type ShownSession = {
  readonly id: string;
  readonly lastSeenAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly isThisOne: boolean;
};

/** Every browser that is signed in now, and the way to end all of it at once. */
export function SessionList({ sessions }: { sessions: readonly ShownSession[] }) {
  const t = useTranslations("profile");
  const format = useFormatter();
  const words = useErrorWords();
  const [notice, setNotice] = useState<string>();
  const endAll = async () => {
    const result = await askPortal(endSessionsAction({}));
    if (result.ok) window.location.assign("/sign-in");
    else setNotice(words(result.error));
  };
  return (
    <div className="grid gap-4">
      <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
        {sessions.map((session) => {
          const named = nameBrowser(session.userAgent);
          return (
            <li key={session.id} className="grid gap-0.5 px-3 py-2 text-sm">
              <span className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">
                  {named
                    ? t.rich("browserOn", { ...named, name: (chunks) => <bdi>{chunks}</bdi> })
                    : t("unknown")}
                </span>
                {session.isThisOne ? (
                  <span className="text-xs text-muted">({t("thisOne")})</span>
                ) : null}
              </span>
              <span className="flex flex-wrap gap-x-3 text-xs text-muted">
                <span>
                  {t("lastSeen")}: {format.dateTime(session.lastSeenAt, "short")}
                </span>
                {session.address ? (
                  <span>
                    {t("address")}: <bdi>{session.address}</bdi>
                  </span>
                ) : null}
              </span>
            </li>
          );
        })}
      </ul>
      {notice ? <Notice tone="error">{notice}</Notice> : null}
      <div>
        <ConfirmDialog
          trigger={<Button>{t("endAll")}</Button>}
          title={t("endAllTitle")}
          description={t("endAllDescription")}
          confirm={t("endAll")}
          onConfirm={endAll}
        />
      </div>
    </div>
  );
}
