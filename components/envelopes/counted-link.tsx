import Link from "next/link";
import { useFormatter } from "next-intl";
import { cn } from "@/components/ui/class-names";

export const countedLook =
  "inline-flex min-h-6 min-w-6 items-center justify-end text-tile underline underline-offset-3 hover:text-tile-strong";

type CountedLinkProps = { count: number; href: string; className?: string };

/** A number that leads to what it counts; nothing is counted by a nought. */
export function CountedLink({ count, href, className }: CountedLinkProps) {
  const number = useFormatter().number(count, "integer");
  if (count === 0) return <span className="text-muted">{number}</span>;
  return (
    <Link href={href} prefetch={false} className={cn(countedLook, className)}>
      {number}
    </Link>
  );
}
