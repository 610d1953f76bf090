import type { PointerPlace } from "./track-pointer";

/** CSS pixels from where the pointer went down, measured on the page so that scrolling counts. */
export type Pull = {
  readonly dx: number;
  readonly dy: number;
  readonly at: PointerPlace;
  /** Nothing snaps. */
  readonly isFree: boolean;
};

export type Gesture = {
  readonly show: (by: Pull) => void;
  /** Gives every style back. */
  readonly rest: () => void;
  /** @returns whether it was taken */
  readonly drop: (by: Pull) => boolean;
  readonly click: () => void;
};
