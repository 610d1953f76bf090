import type { Landing } from "@/lib/provider-kit/contract";
import type { EmzanoSettings } from "./settings";

/** Of a calibration box, in the provider's numbers: the same whatever the settings are. */
const sent = { x: 240, y: 360, width: 160, height: 48, startPage: 1 };

type Reading = Pick<EmzanoSettings, "unitsPerPoint" | "startPageBase" | "swapWidthHeight">;

const units = { points: 1, pixels: 96 / 72 };
const readings: readonly Reading[] = (["0", "1"] as const).flatMap((startPageBase) =>
  Object.values(units).flatMap((unitsPerPoint) =>
    [false, true].map((swapWidthHeight) => ({ unitsPerPoint, startPageBase, swapWidthHeight })),
  ),
);

/** Manual §4 leaves open the unit, the first page's number, and which of width and height is which. */
export function calibrate(settings: EmzanoSettings): Landing[] {
  const { unitsPerPoint, startPageBase, swapWidthHeight } = settings;
  const asSet: Reading = { unitsPerPoint, startPageBase, swapWidthHeight };
  return [asSet, ...readings.filter((each) => differencesOf(each, asSet).length > 0)]
    .map((reading) => ({
      settings: reading,
      differences: differencesOf(reading, asSet),
      ...placeOf(reading),
    }))
    .toSorted((one, other) => rankOf(one, asSet) - rankOf(other, asSet));
}

/** Page by page, and there what differs in one setting first: it is the likelier mistake. */
const rankOf = ({ page, differences }: Landing, asSet: Reading): number =>
  differences.length + (page === placeOf(asSet).page ? 0 : 10);

/** The place on the paper that `sent` names for somebody who reads it so. */
function placeOf(reading: Reading): Pick<Landing, "page" | "rect"> {
  const toPoints = (number: number) => number / reading.unitsPerPoint;
  const [width, height] = reading.swapWidthHeight
    ? [sent.height, sent.width]
    : [sent.width, sent.height];
  return {
    page: sent.startPage - Number(reading.startPageBase) + 1,
    rect: {
      space: "pdf",
      x: toPoints(sent.x),
      y: toPoints(sent.y),
      width: toPoints(width),
      height: toPoints(height),
    },
  };
}

/** Keys of this provider's `calibration` messages. */
const differencesOf = (reading: Reading, asSet: Reading): string[] => [
  ...(reading.swapWidthHeight !== asSet.swapWidthHeight
    ? [reading.swapWidthHeight ? "exchanged" : "named"]
    : []),
  ...(Math.abs(reading.unitsPerPoint - asSet.unitsPerPoint) > 0.001
    ? [reading.unitsPerPoint === units.points ? "points" : "pixels"]
    : []),
  ...(reading.startPageBase !== asSet.startPageBase ? [`from${reading.startPageBase}`] : []),
];
