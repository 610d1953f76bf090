import { useFormatter } from "next-intl";
import type { ReactNode } from "react";

/** For `t.rich`: what stands between `<bdi>` keeps its own direction. */
export const bdi = (chunks: ReactNode) => <bdi>{chunks}</bdi>;

/** Two people may share a name. */
const keyed = (names: readonly string[]) =>
  names.map((name, at) => ({ name, key: `${at} ${name}` }));

/** "Ali, Sara, and Reza", each name in its own direction. */
export function Names({ of: names }: { of: readonly string[] }) {
  const format = useFormatter();
  return (
    <>
      {format.list(
        keyed(names).map(({ name, key }) => <bdi key={key}>{name}</bdi>),
        "and",
      )}
    </>
  );
}
