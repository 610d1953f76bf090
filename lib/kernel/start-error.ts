/** Why Muhr cannot start, in one sentence for the operator's terminal; printed without a trace. */
export class StartError extends Error {
  override readonly name = "StartError";
}
