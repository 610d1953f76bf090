"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo } from "react";
import { DraftSteps } from "@/components/envelopes/draft-steps";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { savePlacementsAction } from "@/lib/envelopes/actions";
import type { EarlierVersion } from "@/lib/envelopes/draft-versions";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { PlacementEditor } from "./placement-editor";
import type { SaveBoxes } from "./use-autosaved-boxes";

type DraftBoxesProps = {
  envelopeId: string;
  rev: number;
  version: number;
  earlier: readonly EarlierVersion[];
  document: NonNullable<DraftView["document"]>;
  recipients: readonly (Pick<DraftView["recipients"][number], "id" | "name" | "role"> & {
    readonly title?: string | undefined;
  })[];
  placements: DraftView["placements"];
  providerName: string;
  capabilities: DraftView["provider"]["capabilities"];
  counting: DraftView["provider"]["counting"];
};

/** The boxes of a draft: the editor, tied to the portal's addresses and its server. */
export function DraftBoxes({
  envelopeId,
  rev,
  version,
  earlier,
  document,
  recipients,
  placements,
  providerName,
  capabilities,
  counting,
}: DraftBoxesProps) {
  const t = useTranslations("editor");
  const router = useRouter();
  const steps = <DraftSteps envelopeId={envelopeId} current="boxes" />;
  // Going back in the browser shows the page as it was left, which the server has moved on from.
  useEffect(() => router.refresh(), [router]);
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
    // Only what is placed by hand may be sent back.
    () => ({
      rev,
      version,
      earlier,
      boxes: placements.map(({ envelopeId: _, sealName: _alsoNot, ...box }) => box),
    }),
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
  return (
    <PlacementEditor
      draftId={envelopeId}
      file={`/api/documents/${document.id}/file`}
      pages={document.pages}
      recipients={recipients}
      providerName={providerName}
      capabilities={capabilities}
      counting={counting}
      saved={saved}
      save={save}
      steps={steps}
      next={`/envelopes/${envelopeId}/review`}
      onLeave={(href) => router.push(href)}
      onReload={() => router.refresh()}
    />
  );
}
