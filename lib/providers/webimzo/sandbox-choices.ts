import type { SandboxAct } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { MethodId } from "./sandbox-constants";
import { isMethodId, methodNames } from "./sandbox-constants";
import type { ActionType } from "./sandbox-requests";
import type { SignRequest } from "./sandbox-sign-requests";
import { obstructed } from "./sandbox-sign-requests";

/** What the buttons say: the document leaves it to the sender which answers there are. */
const saysNo = /\brad\b|\bбас тарт|рад эт|отклон|отказ|reject|declin|refus|biykar/i;
const saysApprove = /tasdiq|тасдиқ|утверд|соглас|approv|maqul/i;
const isSaid = (words: RegExp) => (action: ActionType) =>
  [action.actionTypeName, ...action.names.values()].some((name) => words.test(name));

/**
 * The answer that somebody finds who reads the buttons; null where there are none.
 * @throws SandboxRefusal when no button says so
 */
export function toActionId({ actions }: SignRequest, act: SandboxAct["act"]): number | null {
  const yes = actions.filter((action) => !isSaid(saysNo)(action));
  const found = {
    reject: actions.find(isSaid(saysNo)),
    approve: yes.find(isSaid(saysApprove)) ?? yes[0],
    sign: yes.find((action) => !isSaid(saysApprove)(action)) ?? yes[0],
    see: undefined,
    fill: undefined,
  }[act];
  if (found) return found.actionTypeId;
  if (act === "sign" && actions.length === 0) return null;
  if (act === "approve" && actions.length === 0) return null;
  throw new SandboxRefusal(`no answer says ${act}`);
}

/** The method of that name, or the first that the sender allows. @throws SandboxRefusal */
export function toMethodId({ methods }: SignRequest, name: string | undefined): MethodId {
  const first = methods[0];
  const id = Object.entries(methodNames).find(([, each]) => each === name)?.[0];
  const method = name === undefined ? first : Number(id);
  if (!isMethodId(method)) throw obstructed("unknown_method");
  return method;
}
