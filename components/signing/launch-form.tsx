"use client";
import { ExternalLink } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { OpenPage } from "./situation";

type LaunchFormProps = {
  token: string;
  role: OpenPage["me"]["role"];
  launch: NonNullable<OpenPage["launch"]>;
};

/** Longer than a page needs to open. Milliseconds. */
const patience = 15_000;

/**
 * The one button that leads on to the provider, or asks it where to: a form of the browser's own, because its answer
 * sends the browser to another place. A ticket is good once, so a second press waits for a new one.
 */
export function LaunchForm({ token, role, launch }: LaunchFormProps) {
  const t = useTranslations("sign.launch");
  const router = useRouter();
  const [isLeaving, setIsLeaving] = useState(false);
  useEffect(() => {
    const startAnew = () => {
      setIsLeaving(false);
      router.refresh();
    };
    // Back from there, as the browser kept this page.
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) startAnew();
    };
    window.addEventListener("pageshow", comeBack);
    const timer = isLeaving ? setTimeout(startAnew, patience) : undefined;
    return () => {
      window.removeEventListener("pageshow", comeBack);
      clearTimeout(timer);
    };
  }, [isLeaving, router]);
  if (!launch.ticket) return null;
  const leave = (event: FormEvent) => {
    if (isLeaving) event.preventDefault();
    setIsLeaving(true);
  };
  const words = { provider: launch.providerName };
  const deed = role === "approver" ? "approve" : "sign";
  const { isReady } = launch;
  return (
    <form method="post" action={`/sign/${token}/launch`} onSubmit={leave} className="grid gap-2">
      <input type="hidden" name="ticket" value={launch.ticket} />
      <p className="text-sm text-muted">{t(isReady ? "meaning" : "notReady", words)}</p>
      {isReady ? (
        <Button type="submit" variant="seal" size="large" busy={isLeaving}>
          {isLeaving ? null : <ExternalLink aria-hidden />}
          {isLeaving ? t("leaving", words) : t(deed, words)}
        </Button>
      ) : (
        <Button type="submit" size="large" busy={isLeaving}>
          {t("ask", words)}
        </Button>
      )}
    </form>
  );
}
