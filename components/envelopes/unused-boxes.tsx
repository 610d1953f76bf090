"use client";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { savePlacementsAction } from "@/lib/envelopes/actions";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { bdi } from "./names";

type UnusedBoxesProps = {
  view: {
    readonly envelope: Pick<DraftView["envelope"], "id" | "rev">;
    readonly recipients: readonly Pick<DraftView["recipients"][number], "id" | "name">[];
    readonly placements: readonly Pick<
      DraftView["placements"][number],
      "id" | "recipientId" | "page"
    >[];
    readonly provider: Pick<DraftView["provider"], "name" | "capabilities">;
  };
  /** Keeps what was typed first. @returns the revision that the portal has now, or undefined */
  onBefore?: () => Promise<number | undefined>;
};

/** Boxes of a draft that its signing service does not show: whose they are, and a way to drop them. */
export function UnusedBoxes({ view, onBefore }: UnusedBoxesProps) {
  const { envelope, recipients, placements, provider } = view;
  const t = useTranslations("boxless");
  const format = useFormatter();
  const router = useRouter();
  const words = useErrorWords();
  const [error, setError] = useState<RefusedAction>();
  if (provider.capabilities.boxes.count !== "none" || placements.length === 0) return null;
  const remove = async () => {
    const rev = onBefore ? await onBefore() : envelope.rev;
    if (rev === undefined) return;
    const answer = await askPortal(
      savePlacementsAction({ envelopeId: envelope.id, rev, placements: [] }),
    );
    setError(answer.ok ? undefined : answer.error);
    router.refresh();
  };
  return (
    <Notice
      tone="warning"
      title={t.rich("unused", { bdi, provider: provider.name, count: placements.length })}
      action={
        <ConfirmDialog
          trigger={<Button size="small">{t("remove")}</Button>}
          title={t("removeTitle")}
          description={t("removeBody")}
          confirm={t("remove")}
          onConfirm={remove}
        />
      }
    >
      <ul className="list-disc ps-5">
        {recipients.map(({ id, name }, index) => {
          const own = placements.filter(({ recipientId }) => recipientId === id);
          const pages = [...new Set(own.map(({ page }) => page))].sort((a, b) => a - b);
          return own.length === 0 ? null : (
            <li key={id}>
              {t.rich("ofPerson", {
                bdi,
                name: name.trim() || t("unnamed", { position: index + 1 }),
                count: own.length,
                pageCount: pages.length,
                pages: format.list(
                  pages.map((page) => format.number(page)),
                  "and",
                ),
              })}
            </li>
          );
        })}
      </ul>
      <p>{t("kept")}</p>
      {error ? <p className="pt-1 font-medium">{words(error)}</p> : null}
    </Notice>
  );
}
