/** One setting or option of a provider, enough to draw its input. Labels are in the message files. */
export type InputShape = {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "boolean";
  readonly choices: readonly string[];
  readonly isRequired: boolean;
  /** What it is when nobody says anything. */
  readonly preset: unknown;
  /** Written and never shown again. */
  readonly isSecret: boolean;
  /** With it the provider proves itself to us; a person tells it. */
  readonly isOurs: boolean;
  /** The base URL: another host clears the secrets. */
  readonly isAddress: boolean;
  /** An option that says nothing about an envelope made from a template. */
  readonly isOnlyForDocuments: boolean;
  /** Seldom wanted: stands under "more". */
  readonly isRare: boolean;
  /** `meta({ group })`: stands with others under a heading of their own, `groups.<group>` of the words. */
  readonly group: string | null;
  /** `meta({ onlyWith })`: counts only while another option that counts has one of these values. */
  readonly onlyWith: OnlyWith | null;
  /** `meta({ needed: true })`: no option has to be said, but this one does while it counts. */
  readonly isNeeded: boolean;
  /** `meta({ look })`: how it is asked for, where its type does not say enough. */
  readonly look: InputLook | null;
  /** `meta({ person })`: begins as the name of the person in this place, 1-based. */
  readonly person: number | null;
  /** `meta({ paints })`: what it changes on the provider's signing page, of which a sketch is drawn. */
  readonly paints: PaintedPart | null;
};

export type OnlyWith = {
  readonly option: string;
  readonly choices: readonly (string | boolean)[];
};

/**
 * `lines`: text of several lines, into which `variables` of the words can be put; `share`: 0 to 1 on a
 * slider, with examples of the words; `colour`: `#RRGGBB`; `pages`: numbers and ranges of pages.
 */
export type InputLook = "lines" | "share" | "colour" | "pages";

export type PaintedPart = "logo" | "header" | "button";

type OptionValues = Readonly<Record<string, unknown>>;

/** Whether an option counts, with the others as they are. */
export function isActive(
  { onlyWith }: Pick<InputShape, "onlyWith">,
  shapes: readonly InputShape[],
  values: OptionValues,
): boolean {
  if (!onlyWith) return true;
  const other = shapes.find(({ name }) => name === onlyWith.option);
  if (!other || !isActive(other, shapes, values)) return false;
  const value = values[other.name] ?? other.preset;
  return onlyWith.choices.some((choice) => choice === value);
}

/** The values of those options that count. */
export const activeValues = (shapes: readonly InputShape[], values: OptionValues): OptionValues =>
  Object.fromEntries(
    shapes
      .filter((shape) => shape.name in values && isActive(shape, shapes, values))
      .map(({ name }) => [name, values[name]]),
  );
