import { encode } from "uqr";

/** ISO/IEC 18004 asks for four light modules around the symbol. */
const quiet = 4;

/** Dark on light also at night: many readers do not take an inverted symbol. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const modules = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  );
  const side = size + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-md border border-hairline"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={modules.join("")} fill="#000" />
    </svg>
  );
}
