/** What lengths are shown in; CSS and PDF count 72 points to the inch. */
export const lengthUnits = ["mm", "pt"] as const;
export type LengthUnit = (typeof lengthUnits)[number];

const pointsPer: Readonly<Record<LengthUnit, number>> = { mm: 72 / 25.4, pt: 1 };

export const toUnit = (points: number, unit: LengthUnit): number => points / pointsPer[unit];
export const fromUnit = (length: number, unit: LengthUnit): number => length * pointsPer[unit];
