import type { PlacementInput } from "./schema";

/** Where boxes were in an earlier envelope, without its people. */
export type Layout = {
  /** Of the envelope. */
  readonly id: string;
  readonly title: string;
  /** When it was sent, or changed last while it was not. */
  readonly at: Date;
  readonly boxes: readonly LayoutBox[];
};

export type LayoutBox = Omit<PlacementInput, "id" | "recipientId"> & {
  /** 1-based place of its person among those who signed. */
  readonly number: number;
};

export type AppliedLayout = {
  readonly boxes: readonly PlacementInput[];
  /** Boxes of signers whom the new envelope does not have. */
  readonly withoutPerson: number;
  /** Boxes that a rule forbids beside those before them. */
  readonly refused: number;
};

/** @returns whether boxes must not become those */
type IsRefused = (next: readonly PlacementInput[], now: readonly PlacementInput[]) => boolean;

/** New boxes where the old ones were: the first signer gets those of the first signer, and so on. */
export function applyLayout(
  { boxes: wanted }: Layout,
  signerIds: readonly string[],
  newId: () => string,
  isRefused: IsRefused,
): AppliedLayout {
  let boxes: readonly PlacementInput[] = [];
  let [withoutPerson, refused] = [0, 0];
  for (const { number, ...place } of wanted) {
    const recipientId = signerIds[number - 1];
    if (recipientId === undefined) {
      withoutPerson += 1;
      continue;
    }
    const next = [...boxes, { id: newId(), recipientId, ...place }];
    if (isRefused(next, boxes)) refused += 1;
    else boxes = next;
  }
  return { boxes, withoutPerson, refused };
}
