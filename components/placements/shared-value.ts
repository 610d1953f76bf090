import { useSyncExternalStore } from "react";

/** One value outside React, for what changes while scrolling and interests few components. */
export type SharedValue<Value> = {
  get(): Value;
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
};

export function createSharedValue<Value>(first: Value): SharedValue<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Renders again only when what `pick` makes of the value changes. */
export function useSharedValue<Value, Part>(
  shared: SharedValue<Value>,
  pick: (value: Value) => Part,
): Part {
  const read = () => pick(shared.get());
  return useSyncExternalStore(shared.subscribe, read, read);
}
