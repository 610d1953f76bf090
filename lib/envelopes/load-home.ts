import "server-only";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import { can } from "@/lib/policy/can";
import type { OfficeHome } from "./read-home";
import { readHome } from "./read-home";

export type Home = OfficeHome & { readonly personName: string; readonly mayCreate: boolean };

export async function loadHome(): Promise<Home> {
  const { actor, account } = await requireSession();
  const office = await read((db) => readHome(db, actor, new Date()));
  return { ...office, personName: account.name, mayCreate: can(actor, "envelope.create") };
}
