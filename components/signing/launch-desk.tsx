"use client";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { markSeenAction } from "@/lib/envelopes/actions";
import { AboutEnvelope } from "./about-envelope";
import { ActionBar } from "./action-bar";
import { DocumentReader } from "./document-reader";
import { FailedTry } from "./failed-try";
import { LaunchForm } from "./launch-form";
import { Outcome } from "./outcome";
import type { LaunchProblem, OpenPage } from "./situation";
import { isTold, mayStillRead, situationOf } from "./situation";
import { useFreshPage } from "./use-fresh-page";

type LaunchDeskProps = { token: string; page: OpenPage; problem: LaunchProblem | null };

/** The page of somebody who acts at the provider: the document, and the way there. */
export function LaunchDesk({ token, page, problem }: LaunchDeskProps) {
  const t = useTranslations("errors");
  const situation = situationOf(page);
  useFreshPage(situation);
  const { document, me, launch } = page;
  const onShown = () => {
    // Asked for again at the next visit.
    if (me.status === "sent") markSeenAction({ token }).catch(() => undefined);
  };
  const { signed, isLocked } = page.files;
  // A locked file cannot be shown: what was sent can.
  const file = situation === "completed" && signed && !isLocked ? "signed" : "file";
  return (
    <>
      <main className="mx-auto grid w-full max-w-4xl grow content-start gap-4 px-4 pt-5 pb-8">
        {problem && situation === "launch" ? (
          <Notice tone="warning">
            {problem === "used" ? t("launch_used") : t("too_many_attempts", { minutes: 1 })}
          </Notice>
        ) : null}
        {situation === "launch" && launch ? <FailedTry launch={launch} /> : null}
        {isTold(situation) ? (
          <Outcome token={token} page={page} situation={situation} isFresh={false} />
        ) : null}
        <AboutEnvelope page={page} situation={situation} />
        {mayStillRead(situation) ? (
          <DocumentReader
            file={`/sign/${token}/${file}`}
            pages={document.pages}
            renderOverlay={nothing}
            onShown={onShown}
          />
        ) : null}
      </main>
      {situation === "launch" && launch ? (
        <ActionBar>
          <LaunchForm token={token} role={me.role} launch={launch} />
        </ActionBar>
      ) : null}
    </>
  );
}

const nothing = () => null;
