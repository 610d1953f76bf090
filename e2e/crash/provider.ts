import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type {
  FaultPlan,
  Ledger,
  Sandbox,
  SandboxAct,
  SandboxEvent,
  SandboxValues,
} from "@/lib/provider-kit/sandbox";
import type { Kind } from "./kinds";

type Known = Pick<Sandbox, "providerId" | "url" | "controlUrl" | "settings">;

/** A provider's sandbox in a process of its own, by its control plane. */
export type Provider = Known & {
  readonly kind: Kind;
  ledger(): Promise<Ledger>;
  plan(plan: FaultPlan): Promise<void>;
  switch(changes: SandboxValues): Promise<void>;
  calm(): Promise<void>;
  /** @returns false when the provider refused it */
  act(act: SandboxAct): Promise<boolean>;
  event(event: SandboxEvent): Promise<boolean>;
  stop(): void;
};

export async function startProvider(kind: Kind): Promise<Provider> {
  const child = fork(path.join(import.meta.dirname, "provider-program.mjs"), [kind.id]);
  const [known]: Known[] = await once(child, "message");
  if (!known) throw new Error("The sandbox did not start");
  const post = async (to: string, body: unknown): Promise<boolean> => {
    const { ok, status } = await fetch(`${known.controlUrl}${to}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (status === 404) throw new Error(`The sandbox has no ${to}`);
    return ok;
  };
  const demand = async (to: string, body: unknown) => {
    if (!(await post(to, body))) throw new Error(`The sandbox refuses ${to}`);
  };
  return {
    ...known,
    kind,
    ledger: async () => (await fetch(`${known.controlUrl}/ledger`)).json(),
    plan: (plan) => demand("/plan", plan),
    switch: (changes) => demand("/switch", changes),
    calm: () => demand("/calm", {}),
    act: (act) => post("/act", act),
    event: (event) => post("/event", event),
    stop: () => child.disconnect(),
  };
}
