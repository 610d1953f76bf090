import { useTranslations } from "next-intl";

/** Jobs that have words of their own; a newer one shows its name. */
const named = [
  "deliver-envelope",
  "resume-deliveries",
  "read-back",
  "recognise-stranger",
  "tell-provider",
  "check-callbacks",
  "complete-envelope",
  "expire-envelope",
  "run-bulk",
  "send-notice",
  "mail-code",
  "mail-invitation",
] as const;

/** Tells what a job does, for people. */
export function useJobName(): (job: string) => string {
  const t = useTranslations("jobs");
  return (job) => {
    const known = named.find((name) => name === job);
    return known ? t(`names.${known}`) : job;
  };
}
