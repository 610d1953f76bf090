import type { LucideIcon } from "lucide-react";
import {
  Building2,
  CornerDownLeft,
  PenLine,
  RefreshCw,
  Search,
  Settings2,
  User,
  Webhook,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { TimelineEvent } from "@/lib/envelopes/queries";
import type { WayOfKnowing } from "@/lib/vocabulary/audit";
import { identityParts } from "@/lib/vocabulary/capabilities";
import { bdi } from "./names";
import { When } from "./when";

const marks: Record<WayOfKnowing, LucideIcon> = {
  howPerson: User,
  howRecipient: PenLine,
  howProvider: Building2,
  howSystem: Settings2,
  howAnswer: CornerDownLeft,
  howCallback: Webhook,
  howPoll: RefreshCw,
  howAsked: Search,
};

/** Where the fact comes from: in words, with a small mark to find it by. */
export function How({ way }: { way: WayOfKnowing }) {
  const t = useTranslations("timeline");
  const Mark = marks[way];
  return (
    <>
      <Mark aria-hidden className="me-1 inline size-3 align-[-0.1em] rtl:-scale-x-100" />
      {t(way)}
    </>
  );
}

/** What an event says besides: what was corrected, which copy it is about, until when. */
export function MoreOf({ event }: { event: TimelineEvent }) {
  const t = useTranslations("timeline");
  const identity = useTranslations("identity");
  const format = useFormatter();
  const { parts, copy, copyOf, until } = event.details;
  const toWords = (list: string) =>
    format.list(
      list
        .split(",")
        .flatMap((name) => identityParts.find((part) => part === name) ?? [])
        .map((part) => identity(`${part}.label`)),
    );
  return (
    <>
      {typeof parts === "string" ? (
        <p className="text-muted">{t("parts", { parts: toWords(parts) })}</p>
      ) : null}
      {typeof copy === "string" ? (
        <p className="text-muted">{t.rich("copyCode", { bdi, code: copy })}</p>
      ) : null}
      {typeof copyOf === "string" ? (
        <p className="text-muted">{t.rich("copyOfCode", { bdi, code: copyOf })}</p>
      ) : null}
      {event.action === "envelope.extended" && typeof until === "string" ? (
        <p className="text-muted">
          {t.rich("until", { when: () => <When at={new Date(until)} as="date" /> })}
        </p>
      ) : null}
    </>
  );
}
