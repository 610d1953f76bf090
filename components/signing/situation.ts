import type { SigningPage } from "@/lib/envelopes/load-signing-page";

export type OpenPage = Extract<SigningPage, { state: "open" }>;
export type MyBox = OpenPage["boxes"][number];

/** What a recipient's page is about at this moment: one thing, in the order of what matters. */
export type Situation =
  | "sign"
  | "approve"
  | "launch"
  | "read"
  | "wait"
  | "acted"
  | "finishing"
  | "completed"
  | "declined_by_me"
  | "declined"
  | "expired"
  | "canceled"
  | "on_hold";

type Facts = {
  readonly envelope: Pick<OpenPage["envelope"], "status">;
  readonly me: Pick<OpenPage["me"], "role" | "status" | "isMyTurn">;
  readonly launch: OpenPage["launch"];
};

export function situationOf({ envelope, me, launch }: Facts): Situation {
  if (envelope.status === "completed") return "completed";
  if (me.status === "declined") return "declined_by_me";
  if (
    envelope.status === "declined" ||
    envelope.status === "expired" ||
    envelope.status === "canceled"
  ) {
    return envelope.status;
  }
  if (me.status === "canceled") return "canceled";
  if (envelope.status === "completing") return "finishing";
  if (envelope.status !== "in_progress") return "on_hold";
  if (me.role === "viewer") return "read";
  if (me.status === "signed" || me.status === "approved") return "acted";
  if (!me.isMyTurn) return "wait";
  if (launch) return "launch";
  return me.role === "approver" ? "approve" : "sign";
}

/** What is over, or goes on without this person, is told; else something is asked of them. */
export type ToldSituation = Exclude<Situation, "sign" | "approve" | "launch" | "read">;
export const isTold = (situation: Situation): situation is ToldSituation =>
  !["sign", "approve", "launch", "read"].includes(situation);

/** Why a press of the button that leads on to the provider led back. */
export const launchProblems = ["used", "often"] as const;
export type LaunchProblem = (typeof launchProblems)[number];

/** Whether the document itself is still worth showing below the words. */
export function mayStillRead(situation: Situation): boolean {
  return ["sign", "approve", "launch", "read", "wait", "acted", "finishing", "completed"].includes(
    situation,
  );
}

/** Those who can act at this moment, in order. */
export function whoseTurn(others: OpenPage["others"]): string[] {
  return others
    .filter(({ role, status }) => role !== "viewer" && ["sent", "seen", "filled"].includes(status))
    .map(({ name }) => name);
}

/** Those whose signature or approval is still missing, in order. */
export function waitingFor(others: OpenPage["others"]): string[] {
  return others
    .filter(({ role, status }) => role !== "viewer" && !["signed", "approved"].includes(status))
    .map(({ name }) => name);
}
