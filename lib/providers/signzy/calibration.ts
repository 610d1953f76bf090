import type { Landing } from "@/lib/provider-kit/contract";
import type { SignzySettings } from "./settings";

/** Of the calibration box, in the provider's numbers: the same whatever the settings are. */
const sent = { x: 300, y: 600, width: 180, height: 90 };
/** Points: A4, as the calibration document is drawn. */
const pageHeight = 842;

type Reading = Pick<SignzySettings, "unitsPerPoint" | "origin">;

const units = { points: 1, pixels: 96 / 72 };
const readings: readonly Reading[] = (["lower_left", "upper_left"] as const).flatMap((origin) =>
  Object.values(units).map((unitsPerPoint) => ({ unitsPerPoint, origin })),
);

/** The provider's page says neither the unit nor the corner that coordinates are counted from. */
export function calibrate({ unitsPerPoint, origin }: SignzySettings): Landing[] {
  const asSet: Reading = { unitsPerPoint, origin };
  return [asSet, ...readings.filter((each) => differencesOf(each, asSet).length > 0)]
    .map((reading) => ({
      settings: reading,
      differences: differencesOf(reading, asSet),
      page: 1,
      rect: placeOf(reading),
    }))
    .toSorted((one, other) => one.differences.length - other.differences.length);
}

/** The place on the paper that `sent` names for somebody who reads it so. */
function placeOf({ unitsPerPoint, origin }: Reading): Landing["rect"] {
  const toPoints = (number: number) => number / unitsPerPoint;
  const [y, height] = [toPoints(sent.y), toPoints(sent.height)];
  return {
    space: "pdf",
    x: toPoints(sent.x),
    y: origin === "lower_left" ? y : pageHeight - y - height,
    width: toPoints(sent.width),
    height,
  };
}

/** Keys of this provider's `calibration` messages. */
const differencesOf = (reading: Reading, asSet: Reading): string[] => [
  ...(reading.origin !== asSet.origin
    ? [reading.origin === "lower_left" ? "fromBelow" : "fromAbove"]
    : []),
  ...(Math.abs(reading.unitsPerPoint - asSet.unitsPerPoint) > 0.001
    ? [reading.unitsPerPoint === units.points ? "points" : "pixels"]
    : []),
];
