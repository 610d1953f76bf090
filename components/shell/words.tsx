import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Messages } from "@/lib/i18n/messages";

type Room = keyof Messages;

/** What the frame, the toasts and the pages for mishaps say. */
export const wordsOfEveryPage = ["common", "pages", "roles", "shell"] as const satisfies Room[];

type WordsProps = { of?: readonly Room[]; children: ReactNode };

/** Sends the browser the words of these rooms, beside those of every page, and no others. */
export async function Words({ of: rooms = [], children }: WordsProps) {
  const messages = await getMessages();
  const sent = [...wordsOfEveryPage, ...rooms].map((room) => [room, messages[room]]);
  return (
    <NextIntlClientProvider messages={Object.fromEntries(sent)}>{children}</NextIntlClientProvider>
  );
}
