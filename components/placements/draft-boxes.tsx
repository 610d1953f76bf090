"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo } from "react";
import { DraftSteps } from "@/components/envelopes/draft-steps";
import { whenIdle } from "@/components/pdf/draw-turns";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { savePlacementsAction } from "@/lib/envelopes/actions";
import type { EarlierVersion } from "@/lib/envelopes/draft-versions";
import type { DraftView } from "@/lib/envelopes/load-draft";
import type { Layout } from "@/lib/placements/apply-layout";
import { LayoutOffer, LayoutTool } from "./layout-tool";
import { PlacementEditor } from "./placement-editor";
import { PreviewTool } from "./preview-tool";
import { ProofTool } from "./proof-tool";
import type { SaveBoxes } from "./use-autosaved-boxes";

type DraftBoxesProps = {
  envelopeId: string;
  rev: number;
  version: number;
  earlier: readonly EarlierVersion[];
  title: string;
  document: NonNullable<DraftView["document"]>;
  recipients: readonly (Pick<
    DraftView["recipients"][number],
    "id" | "name" | "role" | "identification"
  > & {
    readonly title?: string | undefined;
  })[];
  placements: DraftView["placements"];
  providerName: string;
  capabilities: DraftView["provider"]["capabilities"];
  counting: DraftView["provider"]["counting"];
  marks: DraftView["marks"];
  /** Of earlier envelopes, newest first. */
  layouts: readonly Layout[];
};

/** The boxes of a draft: the editor, tied to the portal's addresses and its server. */
export function DraftBoxes({
  envelopeId,
  rev,
  version,
  earlier,
  title,
  document,
  recipients,
  placements,
  providerName,
  capabilities,
  counting,
  marks,
  layouts,
}: DraftBoxesProps) {
  const t = useTranslations("editor");
  const proof = useTranslations("proof");
  const router = useRouter();
  const steps = <DraftSteps envelopeId={envelopeId} current="boxes" />;
  // Going back in the browser shows the page as it was left, which the server has moved on from.
  // The first page of the document comes before that question.
  useEffect(() => {
    let isGone = false;
    void whenIdle().then(() => {
      if (!isGone) router.refresh();
    });
    return () => {
      isGone = true;
    };
  }, [router]);
  const save = useCallback<SaveBoxes>(
    (step, seen) =>
      savePlacementsAction({
        envelopeId,
        rev: seen,
        version: step.version,
        placements: [...step.boxes],
      }),
    [envelopeId],
  );
  const saved = useMemo(
    () => ({ rev, version, earlier, boxes: placements }),
    [rev, version, earlier, placements],
  );
  if (!recipients.some(({ role }) => role === "signer")) {
    return (
      <>
        {steps}
        <EmptyState
          sentence={t("nobody")}
          action={
            <LinkButton variant="primary" href={`/envelopes/${envelopeId}/people`}>
              {t("nobodyAction")}
            </LinkButton>
          }
        />
      </>
    );
  }
  const file = `/api/documents/${document.id}/file`;
  const elsewhere = capabilities.hosted === "there" ? providerName : null;
  return (
    <PlacementEditor
      draftId={envelopeId}
      file={file}
      pages={document.pages}
      recipients={recipients}
      providerName={providerName}
      capabilities={capabilities}
      counting={counting}
      marks={marks}
      saved={saved}
      save={save}
      steps={steps}
      tools={
        <>
          <LayoutTool layouts={layouts} />
          <PreviewTool
            preview={{ file, pages: document.pages, people: recipients, elsewhere, marks }}
          />
          <ProofTool
            href={`/api/envelopes/${envelopeId}/proof`}
            name={proof("fileName", { title })}
          />
        </>
      }
      offer={<LayoutOffer layouts={layouts} />}
      next={`/envelopes/${envelopeId}/review`}
      onLeave={(href) => router.push(href)}
      onReload={() => router.refresh()}
    />
  );
}
