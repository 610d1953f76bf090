import { z } from "zod";
import { periods } from "@/lib/i18n/calendar-periods";
import { reportColumns } from "@/lib/vocabulary/report";

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined);

/** A report as its address says it; what does not fit is as if it were not there. */
export const reportFilter = z.object({
  period: z.enum(periods).catch("month"),
  /** First and last day of a custom period. */
  from: day,
  until: day,
  sort: z.enum(["name", ...reportColumns]).catch("sent"),
  order: z.enum(["asc", "desc"]).optional().catch(undefined),
});
export type ReportFilter = z.infer<typeof reportFilter>;

/** Names go up, numbers go down, unless asked otherwise. */
export const reportOrderOf = ({ sort, order }: ReportFilter): "asc" | "desc" =>
  order ?? (sort === "name" ? "asc" : "desc");
