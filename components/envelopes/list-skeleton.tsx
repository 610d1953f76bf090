import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

const rows = ["a", "b", "c", "d", "e", "f", "g", "h"];

export function ListSkeleton() {
  const t = useTranslations("envelopes");
  return (
    <div role="status" aria-label={t("loading")} className="grid gap-4">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-10 w-full max-w-96" />
      <div className="grid divide-y divide-hairline rounded-md border border-hairline bg-surface">
        {rows.map((row) => (
          <div key={row} className="flex h-14 items-center gap-4 px-3 md:h-10">
            <Skeleton className="grow" />
            <Skeleton className="w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
