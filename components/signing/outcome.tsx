"use client";
import {
  Ban,
  CalendarX,
  CircleCheck,
  Download,
  FileCheck,
  Hourglass,
  PauseCircle,
  PenOff,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { buttonLook } from "@/components/ui/button-look";
import { SealMoment } from "./seal-moment";
import type { OpenPage, Situation, ToldSituation } from "./situation";
import { waitingFor, whoseTurn } from "./situation";

const icons: Partial<Record<Situation, ReactNode>> = {
  wait: <Hourglass aria-hidden className="size-8 text-tile" />,
  acted: <CircleCheck aria-hidden className="size-8 text-success" />,
  finishing: <CircleCheck aria-hidden className="size-8 text-success" />,
  completed: <FileCheck aria-hidden className="size-8 text-success" />,
  declined_by_me: <PenOff aria-hidden className="size-8 text-error" />,
  declined: <PenOff aria-hidden className="size-8 text-error" />,
  expired: <CalendarX aria-hidden className="size-8 text-muted" />,
  canceled: <Ban aria-hidden className="size-8 text-muted" />,
  on_hold: <PauseCircle aria-hidden className="size-8 text-warning" />,
};
export type OutcomeProps = {
  /** Of the link; null where it may not be shown. */
  token: string | null;
  page: OpenPage;
  situation: ToldSituation;
  /** The person has just signed, approved or declined on this very page. */
  isFresh: boolean;
};

/** What became of it, what happens next, and what can be taken away. */
export function Outcome({ token, page, situation, isFresh }: OutcomeProps) {
  const t = useTranslations("sign.outcome");
  const format = useFormatter();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFresh) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [isFresh]);
  const { envelope, me, others } = page;
  const hasActed = situation === "acted" || situation === "finishing";
  const deed = hasActed || situation === "completed" ? deedOf(me) : null;
  const words = {
    name: envelope.senderName,
    provider: page.launch?.providerName ?? envelope.composedFrom ?? "",
    people: format.list(situation === "wait" ? whoseTurn(others) : waitingFor(others), "and"),
    b: (chunks: ReactNode) => <bdi>{chunks}</bdi>,
  };
  const shouldSeal = isFresh && deed === "signed";
  return (
    <section className="grid gap-3 rounded-md border border-hairline bg-surface p-4 sm:p-6">
      {shouldSeal ? <SealMoment /> : icons[situation]}
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {deed && hasActed ? t(`deeds.${deed}`) : t(`titles.${situation}`)}
      </h2>
      {deed && me.actedAt ? (
        <p className="text-sm text-muted">
          {hasActed ? null : `${t(`deeds.${deed}`)} · `}
          <bdi>{format.dateTime(me.actedAt, "full")}</bdi>
        </p>
      ) : null}
      <p>{t.rich(`bodies.${bodyOf(situation, page, words.people)}`, words)}</p>
      {envelope.reason && ["declined", "canceled", "declined_by_me"].includes(situation) ? (
        <p className="text-muted">
          {t("reason")} <bdi className="text-ink">{envelope.reason}</bdi>
        </p>
      ) : null}
      {situation === "completed" && page.files.isLocked ? <p>{t.rich("locked", words)}</p> : null}
      {situation === "completed" && token ? <Downloads token={token} files={page.files} /> : null}
    </section>
  );
}

function deedOf({ role, status }: OpenPage["me"]): "signed" | "approved" | null {
  if (role === "viewer") return null;
  if (status === "signed" || status === "approved") return status;
  return null;
}

/** Where nobody can be named, the sentence that names people would have a hole. */
function bodyOf(
  situation: ToldSituation,
  { envelope, launch, arePeopleShown }: OpenPage,
  people: string,
) {
  if (situation === "wait") return people === "" ? "wait_nobody" : "wait";
  if (situation === "acted" && !arePeopleShown) return "acted_alone";
  if (situation === "completed" && envelope.composedFrom) return "completed_composed";
  if (situation === "declined_by_me" && launch) return "declined_there";
  if (situation === "acted") return people === "" ? "finishing" : "acted";
  return situation;
}

function Downloads({ token, files }: { token: string; files: OpenPage["files"] }) {
  const t = useTranslations("sign.outcome");
  const link = (kind: "signed" | "certificate", variant: "primary" | "secondary") => (
    <a
      href={`/sign/${token}/${kind}`}
      download
      className={`${buttonLook({ variant, size: "large" })} max-sm:w-full`}
    >
      <Download aria-hidden />
      {t(`download.${kind}`)}
    </a>
  );
  return (
    <div className="flex flex-wrap gap-2">
      {files.signed ? link("signed", "primary") : null}
      {files.certificate ? link("certificate", "secondary") : null}
    </div>
  );
}
