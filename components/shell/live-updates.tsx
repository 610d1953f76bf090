"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isPortalThere } from "./ask-portal";

const patience = 300;
const pollEvery = 15_000;
const stream = "/api/events";

/**
 * Shows what changed without a reload: one stream of changes, and where it does not hold, a look
 * every 15 s. Only a visible tab listens, because a browser opens six connections to one host and
 * twenty forgotten tabs would use them up.
 * @param envelopeId only changes of this envelope; without it, of all that the person may see
 */
export function LiveUpdates({ envelopeId }: { envelopeId?: string }) {
  const router = useRouter();
  useEffect(() => {
    let source: EventSource | undefined;
    let polling: ReturnType<typeof setInterval> | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;

    const refresh = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => router.refresh(), patience);
    };
    const poll = () => {
      polling ??= setInterval(async () => {
        if (await isPortalThere()) refresh();
      }, pollEvery);
    };
    const stopPolling = () => {
      clearInterval(polling);
      polling = undefined;
    };
    const listen = () => {
      source?.close();
      source = new EventSource(stream);
      // Something may have changed between the making of this page and the opening of the stream.
      source.onopen = () => {
        stopPolling();
        refresh();
      };
      source.onerror = poll;
      source.onmessage = ({ data }: MessageEvent<string>) => {
        if (envelopeId === undefined || idIn(data) === envelopeId) refresh();
      };
    };
    const rest = () => {
      source?.close();
      source = undefined;
      stopPolling();
    };
    const followVisibility = () => {
      if (document.visibilityState === "hidden") rest();
      else listen();
    };

    if (document.visibilityState === "visible") listen();
    document.addEventListener("visibilitychange", followVisibility);
    return () => {
      document.removeEventListener("visibilitychange", followVisibility);
      clearTimeout(waiting);
      rest();
    };
  }, [router, envelopeId]);
  return null;
}

function idIn(data: string): string | undefined {
  const event: unknown = JSON.parse(data);
  return typeof event === "object" && event !== null && "envelopeId" in event
    ? String(event.envelopeId)
    : undefined;
}
