"use client";
import { CloudOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { LiveMark } from "@/lib/accounts/loaders";
import { isPortalThere } from "./ask-portal";
import { LiveFeed } from "./live-feed";

/** Milliseconds: many changes are one refresh. */
const patience = 300;
const between = 1_000;

let feed: { readonly accountId: string; readonly feed: LiveFeed } | undefined;

/** One of a tab: the next page goes on where the last one stood. */
function feedOf({ accountId, sequence }: LiveMark): LiveFeed {
  if (feed?.accountId !== accountId)
    feed = { accountId, feed: new LiveFeed(`muhr-live-${accountId}`, sequence) };
  return feed.feed;
}

type LiveUpdatesProps = {
  /** Where the office stood before the page read anything: what comes after it is news. */
  at: LiveMark;
  /** Only changes of this envelope; without it, of all that the person may see. */
  envelopeId?: string;
};

/** Shows what changed without a reload, and says when nothing has been heard for a while. */
export function LiveUpdates({ at, envelopeId }: LiveUpdatesProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const mark = useRef(at);
  const [isSilent, setSilent] = useState(false);
  const { accountId } = at;

  useEffect(() => {
    mark.current = at;
  }, [at]);

  useEffect(() => {
    const live = feedOf({ accountId, sequence: mark.current.sequence });
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let refreshedAt = 0;
    let isGone = false;
    const isWanted = () =>
      !isGone &&
      document.visibilityState === "visible" &&
      live.hasNews(mark.current.sequence, envelopeId);
    const refresh = async () => {
      waiting = undefined;
      if (!isWanted()) return;
      refreshedAt = Date.now();
      if ((await isPortalThere()) && isWanted()) router.refresh();
    };
    const leave = live.join(() => {
      setSilent(live.isSilent());
      if (isWanted())
        waiting ??= setTimeout(refresh, Math.max(patience, refreshedAt + between - Date.now()));
    });
    return () => {
      isGone = true;
      clearTimeout(waiting);
      leave();
    };
  }, [router, accountId, envelopeId]);

  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-20 z-20 md:bottom-4">
      {isSilent ? (
        <p className="mx-auto flex w-fit max-w-full items-center gap-2 rounded-md border border-hairline bg-paper px-3 py-1.5 text-muted text-sm shadow-sm">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {t("silent")}
        </p>
      ) : null}
    </div>
  );
}
