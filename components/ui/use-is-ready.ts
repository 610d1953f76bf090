"use client";
import { useSyncExternalStore } from "react";

const neverChanges = () => () => undefined;

/** Whether the script has taken over: a form that is sent before it would lose its inputs. */
export const useIsReady = (): boolean =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
