import Link from "next/link";
import { useFormatter } from "next-intl";

/** A number that leads to what it counts; nothing is counted by a nought. */
export function CountedLink({ count, href }: { count: number; href: string }) {
  const number = useFormatter().number(count, "integer");
  if (count === 0) return <span className="text-muted">{number}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex min-h-6 min-w-6 items-center justify-end text-tile underline underline-offset-3 hover:text-tile-strong"
    >
      {number}
    </Link>
  );
}
