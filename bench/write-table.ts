import { cpus } from "node:os";
import type { Figure, Measured, Unit } from "./figure";
import { isReached, ratioOf } from "./figure";

const digits = (value: number): string =>
  value >= 100 || value === 0 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
const withUnit = (value: number, unit: Unit): string => `${digits(value)} ${unit}`;

const wanted = ({ mustReach, unit }: Figure): string =>
  "times" in mustReach ? `≤ ${mustReach.times} x floor` : `≤ ${mustReach.most} ${unit}`;

const heads = ["figure", "Muhr", "floor", "ratio", "must reach", "reached", "when, load"];

const row = (figure: Figure, { at, load }: Measured): string[] => [
  figure.name,
  withUnit(figure.ours, figure.unit),
  `${withUnit(figure.floor, figure.unit)} (${figure.floorIs})`,
  `${digits(ratioOf(figure))} x`,
  wanted(figure),
  isReached(figure) ? "yes" : "**no**",
  `${at.slice(0, 16).replace("T", " ")}, ${load.map((each) => each.toFixed(1)).join(" → ")}`,
];

const rowsOf = (all: readonly Measured[]): string[][] =>
  all.flatMap((measured) => measured.figures.map((figure) => row(figure, measured)));

const toMarkdown = (rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** For a terminal: columns under each other. */
export function toPlainTable(all: readonly Measured[]): string {
  const rows = [heads, ...rowsOf(all)];
  const widths = heads.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  return rows
    .map((cells) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "))
    .join("\n");
}

/** `docs/performance.md`. */
export function toDocument(all: readonly Measured[], at: Date): string {
  const missed = all.flatMap(({ figures }) => figures).filter((figure) => !isReached(figure));
  return `# Performance

Made by \`npm run bench -- --write\` on ${at.toISOString().slice(0, 10)}, with Node ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} shared cores (${cpus()[0]?.model.trim() ?? "unknown"}), everything on one machine over loopback.

Every figure stands beside its floor: the same work, in the same run, taking turns, done by nothing but what cannot be left out. Trust the ratio; single times move with what else the machine does, which the last column shows (UTC; load average of one minute before and after; two cores are full at 2). Values are medians unless the name says otherwise. A cold profile is a new browser profile without cache; "phone" is 360 x 740 at 20 Mbps, 40 ms and a processor slowed down 4 times.

${toMarkdown(rowsOf(all))}

${missed.length === 0 ? "Every figure reaches its target." : `Not reached: ${missed.map(({ name }) => name).join("; ")}.`}

How each is measured stands in \`bench/figures/<name>.ts\`. One figure alone: \`npm run bench -- link\`. \`npm run bench -- --fresh\` adds a start from nothing, which downloads all packages twice.
`;
}
