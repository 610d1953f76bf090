import type { SandboxValues } from "./sandbox";
import { SandboxRefusal } from "./sandbox";

/** Positions of a switch that has names for them; the first is the default. */
type Choices = Readonly<Record<string, readonly [string, ...string[]]>>;
type Plain = Record<string, string | number | boolean>;
type Chosen<C extends Choices> = { -readonly [Name in keyof C]: C[Name][number] };

export const toSwitches = <C extends Choices, P extends Plain>(choices: C, plain: P) =>
  ({
    ...plain,
    ...Object.fromEntries(Object.entries(choices).map(([name, [first]]) => [name, first])),
  }) as P & Chosen<C>;

/**
 * @param plain switches that take any value of the type that they have there
 * @throws SandboxRefusal for a switch or a position that there is not; then nothing has changed
 */
export function setSwitches<S extends Plain>(
  switches: S,
  changes: SandboxValues,
  choices: Choices,
  plain: Plain,
): void {
  for (const [name, value] of Object.entries(changes)) {
    const known: readonly unknown[] | undefined = choices[name];
    const isFine = known ? known.includes(value) : typeof value === typeof plain[name];
    if (!isFine) throw new SandboxRefusal(`no switch ${name} with the position ${value}`);
  }
  Object.assign(switches, changes);
}
