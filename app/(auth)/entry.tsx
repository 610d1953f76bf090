import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { EntryFrame } from "@/components/shell/entry-frame";
import { themeCookie, toTheme } from "@/lib/i18n/preferences";

type EntryProps = { title: ReactNode; description?: ReactNode; children: ReactNode };

/** The frame of every page that is open without a session. */
export async function Entry(props: EntryProps) {
  const theme = toTheme((await cookies()).get(themeCookie)?.value);
  return <EntryFrame theme={theme} {...props} />;
}
