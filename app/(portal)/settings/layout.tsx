import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/accounts/settings-tabs";
import { Words } from "@/components/shell/words";
import { loadSettings } from "@/lib/accounts/loaders";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const pages = await loadSettings();
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-6">
      <Words of={["settings"]}>
        <SettingsTabs pages={pages} />
      </Words>
      {children}
    </div>
  );
}
