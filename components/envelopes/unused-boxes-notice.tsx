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
import { bdi } from "./names";

export type UnusedBoxesNoticeProps = {
  envelopeId: string;
  rev: number;
  providerName: string;
  /** Who has boxes, with the page of each; positions are 1-based. */
  owners: readonly {
    readonly id: string;
    readonly position: number;
    readonly name: string;
    readonly pages: readonly number[];
  }[];
  /** Keeps what was typed first. @returns the revision that the portal has now, or undefined */
  onBefore?: (() => Promise<number | undefined>) | undefined;
};

export function UnusedBoxesNotice(props: UnusedBoxesNoticeProps) {
  const { envelopeId, providerName, owners, onBefore } = props;
  const t = useTranslations("boxless");
  const format = useFormatter();
  const router = useRouter();
  const words = useErrorWords();
  const [error, setError] = useState<RefusedAction>();
  const remove = async () => {
    const rev = onBefore ? await onBefore() : props.rev;
    if (rev === undefined) return;
    const answer = await askPortal(savePlacementsAction({ envelopeId, rev, placements: [] }));
    setError(answer.ok ? undefined : answer.error);
    router.refresh();
  };
  return (
    <Notice
      tone="warning"
      title={t.rich("unused", {
        bdi,
        provider: providerName,
        count: owners.flatMap(({ pages }) => pages).length,
      })}
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
        {owners.map(({ id, position, name, pages }) => {
          const different = [...new Set(pages)].sort((a, b) => a - b);
          return (
            <li key={id}>
              {t.rich("ofPerson", {
                bdi,
                name: name.trim() || t("unnamed", { position }),
                count: pages.length,
                pageCount: different.length,
                pages: format.list(
                  different.map((page) => format.number(page)),
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
