import { useTranslations } from "next-intl";
import type { TimelineEvent } from "@/lib/envelopes/queries";
import { bdi } from "./names";
import type { Run } from "./timeline-words";
import { toAuditAction, toRuns, wayOf } from "./timeline-words";
import { When } from "./when";

/** What happened, newest first: who, when, how it became known, from where. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const t = useTranslations("timeline");
  return (
    <section aria-labelledby="envelope-timeline" className="grid gap-3">
      <h2 id="envelope-timeline" className="text-base font-semibold">
        {t("title")}
      </h2>
      <ol className="grid border-s border-hairline">
        {toRuns(events).map(({ event, times }) => (
          <Entry key={event.sequence} event={event} times={times} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ event, times }: Run<TimelineEvent>) {
  const t = useTranslations();
  const action = toAuditAction(event.action);
  const recipient = event.recipientName ?? event.actorName ?? "";
  const { reason } = event.details;
  return (
    <li className="relative grid gap-0.5 ps-4 pb-4 text-sm last:pb-0 before:absolute before:-start-1 before:top-2 before:size-2 before:rounded-full before:bg-edge before:content-['']">
      <p>
        {action ? t.rich(`audit.${action}`, { bdi, recipient }) : t("timeline.other")}
        {times > 1 ? (
          <span className="ms-2 text-muted">{t("timeline.times", { count: times })}</span>
        ) : null}
      </p>
      {typeof reason === "string" && reason !== "" ? (
        <p className="text-muted">{t.rich("timeline.reason", { bdi, reason })}</p>
      ) : null}
      <p className="flex flex-wrap gap-x-1.5 text-xs text-muted">
        <When at={event.at} />
        {event.actorName ? (
          <>
            <span aria-hidden>·</span>
            <bdi>{event.actorName}</bdi>
          </>
        ) : null}
        <span aria-hidden>·</span>
        <span>{t(`timeline.${wayOf(event.actorKind)}`)}</span>
        {event.address ? (
          <>
            <span aria-hidden>·</span>
            <span>{t.rich("timeline.from", { bdi, address: event.address })}</span>
          </>
        ) : null}
      </p>
    </li>
  );
}
