import { useFormatter } from "next-intl";
import type { BoundedCount } from "@/lib/envelopes/find-page";

/** A count that is exact up to a bound, and then says that there are more. */
export function BoundedNumber({ of: { count, isMore } }: { of: BoundedCount }) {
  const format = useFormatter();
  const number = format.number(count, "integer");
  return isMore ? `${number}+` : number;
}
