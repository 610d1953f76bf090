import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button-look";
import { cn } from "@/components/ui/class-names";
import type { UnheardCallbacks } from "@/lib/callbacks/list-unheard";
import type { TimelineEvent } from "@/lib/envelopes/queries";
import { wayOfKnowing } from "@/lib/vocabulary/audit";
import { bdi } from "./names";
import { How, MoreOf } from "./timeline-facts";
import type { Run } from "./timeline-words";
import { toAuditAction, toRuns } from "./timeline-words";
import { When } from "./when";

type TimelineProps = {
  events: readonly TimelineEvent[];
  unheard: readonly UnheardCallbacks[];
  /** Where the whole of it can be downloaded; undefined for whoever may not. */
  exportAddress: string | undefined;
};

/** They stand there counted, one entry for each reason, instead of one by one. */
const isCounted = ({ action }: TimelineEvent): boolean =>
  action === "callback.refused" || action === "callback.ignored";

/** What happened, newest first: who, when, how it became known, from where. */
export function Timeline({ events, unheard, exportAddress }: TimelineProps) {
  const t = useTranslations("timeline");
  const entries = [
    ...toRuns(events.filter((event) => !isCounted(event))).map((run) => ({
      key: String(run.event.sequence),
      at: run.event.at,
      entry: <Happened {...run} />,
    })),
    ...unheard.map((calls) => ({
      key: `${calls.verdict} ${calls.reason}`,
      at: calls.lastAt,
      entry: <Unheard calls={calls} />,
    })),
  ].toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return (
    <section aria-labelledby="envelope-timeline" className="grid gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="envelope-timeline" className="text-base font-semibold">
          {t("title")}
        </h2>
        {exportAddress ? (
          <a
            href={exportAddress}
            download
            className={cn(buttonLook({ size: "small" }), "h-11 md:h-8")}
          >
            <Download aria-hidden />
            {t("export")}
          </a>
        ) : null}
      </header>
      <ol className="grid border-s border-hairline">
        {entries.map(({ key, entry }) => (
          <li
            key={key}
            className="relative grid gap-0.5 ps-4 pb-4 text-sm last:pb-0 before:absolute before:-start-1 before:top-2 before:size-2 before:rounded-full before:bg-edge before:content-['']"
          >
            {entry}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** When, who, how, from where: small, with a dot between them. */
function Circumstances({ of: facts }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <p className="flex flex-wrap gap-x-1.5 text-xs text-muted">
      {facts
        .filter(([, fact]) => fact !== null)
        .map(([name, fact], index) => (
          <span key={name} className="flex gap-x-1.5">
            {index > 0 ? <span aria-hidden>·</span> : null}
            <span className="wrap-anywhere">{fact}</span>
          </span>
        ))}
    </p>
  );
}

function Happened({ event, times }: Run<TimelineEvent>) {
  const t = useTranslations();
  const action = toAuditAction(event.action);
  const recipient = event.recipientName ?? event.actorName ?? "";
  const { reason, known, happenedAt } = event.details;
  const how = wayOfKnowing(event.action, event.actorKind, known);
  // Told apart only where somebody would see a difference.
  const there = typeof happenedAt === "string" ? new Date(happenedAt) : null;
  const isEarlier = there !== null && event.at.getTime() - there.getTime() > 60_000;
  const { address } = event;
  return (
    <>
      <p>
        {action ? t.rich(`audit.${action}`, { bdi, recipient }) : t("timeline.other")}
        {times > 1 ? (
          <span className="ms-2 text-muted">{t("timeline.times", { count: times })}</span>
        ) : null}
      </p>
      {typeof reason === "string" && reason !== "" ? (
        <p className="text-muted">{t.rich("timeline.reason", { bdi, reason })}</p>
      ) : null}
      <MoreOf event={event} />
      <Circumstances
        of={[
          ["when", <When key="when" at={event.at} />],
          ["who", event.actorName ? <bdi key="who">{event.actorName}</bdi> : null],
          [
            "there",
            there && isEarlier
              ? t.rich("timeline.happened", { when: () => <When key="there" at={there} /> })
              : null,
          ],
          ["how", <How key="how" way={how} />],
          ["from", address ? t.rich("timeline.from", { bdi, address }) : null],
        ]}
      />
    </>
  );
}

function Unheard({ calls }: { calls: UnheardCallbacks }) {
  const t = useTranslations();
  const format = useFormatter();
  const { verdict, reason, count, firstAt, lastAt, addresses } = calls;
  const address = format.list(addresses, "and");
  return (
    <>
      <p>{t(`callbacks.${verdict}`, { count, reason: t(`callbacks.reasons.${reason}`) })}</p>
      <Circumstances
        of={[
          ["when", <When key="when" at={lastAt} />],
          [
            "first",
            count > 1
              ? t.rich("timeline.firstAt", { when: () => <When key="first" at={firstAt} /> })
              : null,
          ],
          ["how", t("timeline.howAddress")],
          ["from", address ? t.rich("timeline.from", { bdi, address }) : null],
        ]}
      />
    </>
  );
}
