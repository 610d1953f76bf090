import "server-only";
import { cookies } from "next/headers";
import { publicUrl } from "@/lib/kernel/env";
import type { Visitor } from "@/lib/vocabulary/visitor";
import type { RecipientKeys } from "./require-recipient";

const cookieName = "muhr-visit";

/** The cookie that stands for a confirmed code; it is only sent to this link's own page. */
export const visitCookieFor = (token: string, visitToken: string) => ({
  name: cookieName,
  value: visitToken,
  httpOnly: true,
  sameSite: "lax" as const,
  secure: publicUrl().startsWith("https:"),
  path: `/sign/${token}`,
});

/** What this request brings to a recipient's page or action. */
export const toRecipientKeys = async (token: string, visitor: Visitor): Promise<RecipientKeys> => ({
  token,
  visitToken: (await cookies()).get(cookieName)?.value,
  ...visitor,
});
