"use client";
import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonLook } from "@/components/ui/button-look";
import { Spinner } from "@/components/ui/spinner";
import type { ReturnPage } from "@/lib/envelopes/load-return-page";
import { AboutEnvelope } from "./about-envelope";
import { FailedTry } from "./failed-try";
import { LaunchForm } from "./launch-form";
import { Outcome } from "./outcome";
import { isTold, mayStillRead, situationOf } from "./situation";
import { useFreshPage } from "./use-fresh-page";

type Returned = Extract<ReturnPage, { state: "returned" }>;

/** Milliseconds between looks while somebody waits for the answer. */
const quick = 3_000;
const calm = 10_000;

/** What became of it, for somebody who comes back from the provider's page. */
export function ReturnDesk({ returned }: { returned: Returned }) {
  const t = useTranslations("sign.returned");
  const { page, token, outcome, lookedAt, at } = returned;
  // Only a look since they came can say that there is no answer.
  const [cameAt] = useState(at);
  const isAnswered = lookedAt !== null && lookedAt > cameAt;
  const situation = situationOf(page);
  const isOpen = situation === "launch";
  // After a refusal or a withdrawal the link shows no document either.
  const isReadable = mayStillRead(situation);
  useFreshPage(situation, isOpen ? (isAnswered ? calm : quick) : undefined);
  const { launch, me } = page;
  const provider = launch?.providerName ?? "";
  const hasFailed = outcome === "failure";
  const wait = hasFailed ? "failed" : isAnswered ? "notYet" : "waiting";
  const isWaiting = !isAnswered && !hasFailed;
  return (
    <main className="mx-auto grid w-full max-w-2xl grow content-start gap-5 px-4 pt-5 pb-8">
      {isTold(situation) ? (
        <Outcome token={token} page={page} situation={situation} isFresh={false} />
      ) : null}
      {isOpen && launch ? (
        <section
          aria-live="polite"
          className="grid gap-3 rounded-md border border-hairline bg-surface p-4 sm:p-6"
        >
          {isWaiting ? (
            <Spinner className="size-8 text-tile" />
          ) : (
            <Hourglass aria-hidden className="size-8 text-tile" />
          )}
          <h2 className="text-lg font-semibold">{t(`${wait}.title`, { provider })}</h2>
          <p>{t(`${wait}.body`, { provider })}</p>
          {/* Of an earlier one: this time it went well, and that is not known here yet. */}
          {outcome === "success" ? null : <FailedTry launch={launch} />}
          {isAnswered && token && outcome !== "success" ? (
            <LaunchForm token={token} role={me.role} launch={launch} />
          ) : null}
        </section>
      ) : null}
      {token ? (
        <>
          <AboutEnvelope page={page} situation={situation} />
          {isReadable ? (
            // Not through the router: what a page may do is said when it is opened.
            <a href={`/sign/${token}`} className={`${buttonLook({ size: "large" })} max-sm:w-full`}>
              {t(isOpen && outcome === "failure" ? "again" : "read")}
            </a>
          ) : null}
        </>
      ) : null}
      {isReadable && !token ? <p className="text-muted">{t("elsewhere")}</p> : null}
    </main>
  );
}
