import type { ReactNode } from "react";
import type { Theme } from "@/lib/i18n/preferences";
import { BottomNavigation } from "./bottom-navigation";
import { LanguageMenu } from "./language-menu";
import type { ShellPerson } from "./person-menu";
import { PersonMenu } from "./person-menu";
import { SearchBox } from "./search-box";
import { SideNavigation } from "./side-navigation";
import { SkipLink } from "./skip-link";
import { ThemeMenu } from "./theme-menu";

type PortalFrameProps = {
  person: ShellPerson;
  /** Shows People in the navigation. */
  mayInvite: boolean;
  /** Shows New envelope; an auditor only reads. */
  mayCreate: boolean;
  theme: Theme;
  /** The navigation is folded to icons (cookie `muhr_navigation`). */
  collapsed?: boolean;
  onSignOut: () => Promise<void> | void;
  children: ReactNode;
};

/** Around every page of a signed-in person. Pages bring their own `PageHeader` and no `main`. */
export function PortalFrame({
  person,
  mayInvite,
  mayCreate,
  theme,
  collapsed = false,
  onSignOut,
  children,
}: PortalFrameProps) {
  return (
    <div className="flex min-h-dvh">
      <SkipLink />
      <SideNavigation mayInvite={mayInvite} mayCreate={mayCreate} collapsed={collapsed} />
      <div className="flex min-w-0 grow flex-col">
        <header className="sticky top-0 z-10 flex h-14 items-center gap-1 border-b border-hairline bg-paper px-4 md:px-6">
          <SearchBox />
          <div className="ms-auto flex items-center gap-1">
            <LanguageMenu />
            <ThemeMenu theme={theme} />
            <PersonMenu person={person} onSignOut={onSignOut} />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="grow px-4 pt-5 pb-24 outline-none md:px-6 md:pb-10"
        >
          {children}
        </main>
      </div>
      <BottomNavigation mayCreate={mayCreate} />
    </div>
  );
}
