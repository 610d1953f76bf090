"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Notice } from "@/components/ui/notice";
import { RadioChoice, RadioGroup } from "@/components/ui/radio-group";
import { chooseConnectionAction } from "@/lib/envelopes/actions";
import type { DraftView } from "@/lib/envelopes/load-draft";

type ConnectionChoiceProps = {
  view: DraftView;
  /** Keeps what was typed first. @returns the revision that the portal has now, or undefined */
  onBefore: () => Promise<number | undefined>;
  /** Told true until the page stands anew, or false when nothing was changed. */
  onChoosing: (isChoosing: boolean) => void;
};

/** Through which signing service the document goes; absent where there is only one way. */
export function ConnectionChoice({ view, onBefore, onChoosing }: ConnectionChoiceProps) {
  const t = useTranslations("draft");
  const router = useRouter();
  const words = useErrorWords();
  const [failure, setFailure] = useState<string>();
  const [isChanging, startChanging] = useTransition();
  if (view.connections.length < 2) return null;
  const choose = (connectionId: string) => {
    onChoosing(true);
    startChanging(async () => {
      const rev = await onBefore();
      if (rev === undefined) return onChoosing(false);
      const choice = { envelopeId: view.envelope.id, rev, connectionId };
      const answer = await askPortal(chooseConnectionAction(choice));
      if (answer.ok) return router.refresh();
      onChoosing(false);
      setFailure(words(answer.error));
    });
  };
  return (
    <section aria-labelledby="draft-connection" className="grid gap-3">
      <h2 id="draft-connection" className="text-base font-semibold">
        {t("connectionHeading")}
      </h2>
      <RadioGroup
        aria-labelledby="draft-connection"
        value={view.connectionId}
        disabled={isChanging}
        className="sm:grid-cols-2"
        onValueChange={choose}
      >
        {view.connections.map(({ id, name, hosted, launch, hasBoxes, isRehearsal }) => (
          <RadioChoice
            key={id}
            value={id}
            label={
              <span className="flex flex-wrap items-center gap-2">
                <bdi>{name}</bdi>
                {isRehearsal ? <RehearsalChip /> : null}
              </span>
            }
            help={[
              t(hosted === "here" ? "hostedHere" : launch ? "launched" : "hostedThere"),
              hasBoxes ? "" : t("withoutBoxes"),
            ]
              .join(" ")
              .trim()}
          />
        ))}
      </RadioGroup>
      {failure ? <Notice tone="error">{failure}</Notice> : null}
    </section>
  );
}
