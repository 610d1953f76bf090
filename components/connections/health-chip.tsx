import { CircleCheck, CircleDashed, CirclePause, CirclePower, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { ConnectionView } from "@/lib/connections/loaders";

/** How a connection is, in one chip. */
export function HealthChip({ isEnabled, health }: Pick<ConnectionView, "isEnabled" | "health">) {
  const t = useTranslations("connections.health");
  const format = useFormatter();
  if (!isEnabled)
    return (
      <Chip tone="neutral" icon={<CirclePower aria-hidden />}>
        {t("off")}
      </Chip>
    );
  if (health.state === "untested")
    return (
      <Chip tone="outline" icon={<CircleDashed aria-hidden />}>
        {t("untested")}
      </Chip>
    );
  if (health.state === "well")
    return (
      <Chip tone="success" icon={<CircleCheck aria-hidden />}>
        {t("well")}
      </Chip>
    );
  if (health.state === "doubtful")
    return (
      <Chip tone="warning" icon={<TriangleAlert aria-hidden />}>
        {t("doubtful")}
      </Chip>
    );
  return (
    <Chip tone={health.until ? "warning" : "error"} icon={<CirclePause aria-hidden />}>
      {health.until
        ? t("pausedUntil", { when: format.dateTime(health.until, "time") })
        : t("paused")}
    </Chip>
  );
}
