import { useFormatter } from "next-intl";
import type { ReactNode } from "react";

/** For `t.rich`: what stands between `<bdi>` keeps its own direction. */
export const bdi = (chunks: ReactNode) => <bdi>{chunks}</bdi>;

/** `<bdi>` for plain text: the name keeps its own direction (Unicode Standard Annex 9, FSI, PDI). */
export const isolated = (name: string): string => `\u2068${name}\u2069`;

/** Two people may share a name. */
export const keyed = (names: readonly string[]) =>
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
