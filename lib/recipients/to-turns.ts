import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { SigningOrder } from "@/lib/vocabulary/envelope";
import { readWholeNumber } from "./whole-number";

type Waiting = { readonly identity: { readonly priority?: string | undefined } };

/** Who acts together, in the order in which they act. @param people in the order of the list */
export function toTurns<Person extends Waiting>(
  people: readonly Person[],
  order: SigningOrder,
  by: Capabilities["order"]["by"],
): Person[][] {
  const placeOf = ({ identity }: Person, index: number): number => {
    const typed = readWholeNumber(by === "priority" ? (identity.priority ?? "") : "");
    if (typed.ok) return Number(typed.value);
    return order === "sequential" ? index + 1 : 1;
  };
  const turns = Map.groupBy(
    people.map((person, index) => ({ person, place: placeOf(person, index) })),
    ({ place }) => place,
  );
  return [...turns.entries()]
    .toSorted(([one], [other]) => one - other)
    .map(([, turn]) => turn.map(({ person }) => person));
}
