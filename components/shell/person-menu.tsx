"use client";
import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/vocabulary/account";

export type ShellPerson = { readonly name: string; readonly email: string; readonly role: Role };

type PersonMenuProps = {
  person: ShellPerson;
  /** A server action that ends the session and goes to the sign-in page. */
  onSignOut: () => Promise<void> | void;
};

export function PersonMenu({ person, onSignOut }: PersonMenuProps) {
  const t = useTranslations();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="grid size-10 place-items-center rounded-full">
        <AvatarInitials name={person.name} />
        <span className="sr-only">{t("shell.personMenu", { name: person.name })}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-72">
        <DropdownMenuLabel className="grid">
          <bdi className="truncate text-sm font-medium text-ink">{person.name}</bdi>
          <bdi className="truncate">{person.email}</bdi>
          <span>{t(`roles.${person.role}`)}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/settings/profile">
            <UserRound aria-hidden />
            {t("shell.profile")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void onSignOut()}>
          <LogOut aria-hidden className="rtl:-scale-x-100" />
          {t("shell.signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
