"use client";
import { useFormatter, useTranslations } from "next-intl";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import { scopeOf } from "@/lib/policy/can";
import type { AccountState, Role } from "@/lib/vocabulary/account";
import { PersonActions } from "./person-actions";

export type ShownPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly state: AccountState;
  readonly lastSignedInAt: Date | null;
  readonly isMe: boolean;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** How many of their envelopes have not ended. */
  readonly open: number;
};

/** Everybody with an account. On a phone the rare columns fold under the name. */
export function PeopleTable({ people }: { people: readonly ShownPerson[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const hasTeams = people.some(({ teams }) => teams.length > 0);
  const holders = people.filter(
    ({ role, state }) => state === "active" && scopeOf(role, "envelope.create") !== "none",
  );
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading>{t("people.name")}</TableHeading>
          <TableHeading className="hidden sm:table-cell">{t("people.role")}</TableHeading>
          {hasTeams ? (
            <TableHeading className="hidden sm:table-cell">{t("people.teams")}</TableHeading>
          ) : null}
          <TableHeading className="hidden sm:table-cell">{t("people.state")}</TableHeading>
          <TableHeading className="hidden md:table-cell">{t("people.lastSignedIn")}</TableHeading>
          <TableHeading className="w-12">
            <span className="sr-only">{t("people.actions")}</span>
          </TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {people.map((person) => {
          const isDisabled = person.state === "disabled";
          return (
            <TableRow key={person.id}>
              <TableCell className="max-w-0 py-2 sm:max-w-none">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <bdi className={isDisabled ? "font-medium text-muted" : "font-medium"}>
                    {person.name}
                  </bdi>
                  {person.isMe ? (
                    <span className="text-xs text-muted">({t("people.you")})</span>
                  ) : null}
                </span>
                <span className="block truncate text-xs text-muted">
                  <bdi>{person.email}</bdi>
                </span>
                <span className="text-xs text-muted sm:hidden">
                  {t(`roles.${person.role}`)}
                  {isDisabled ? ` · ${t("people.disabled")}` : null}
                </span>
                {person.teams.length > 0 ? (
                  <span className="block text-xs text-muted sm:hidden">
                    {t("people.teams")}: <TeamNames teams={person.teams} />
                  </span>
                ) : null}
                {isDisabled && person.open > 0 ? (
                  <span className="block text-xs font-medium tabular-nums">
                    {t("people.stillOpen", { count: person.open })}
                  </span>
                ) : null}
              </TableCell>
              <TableCell className="hidden sm:table-cell">{t(`roles.${person.role}`)}</TableCell>
              {hasTeams ? (
                <TableCell className="hidden sm:table-cell">
                  <TeamNames teams={person.teams} />
                </TableCell>
              ) : null}
              <TableCell className="hidden sm:table-cell">{t(`people.${person.state}`)}</TableCell>
              <TableCell className="hidden whitespace-nowrap tabular-nums md:table-cell">
                {person.lastSignedInAt
                  ? format.dateTime(person.lastSignedInAt, "short")
                  : t("people.never")}
              </TableCell>
              <TableCell>
                <PersonActions
                  person={person}
                  heirs={holders.filter(({ id }) => id !== person.id)}
                />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** Each name in its own direction, in one line of text. */
function TeamNames({ teams }: Pick<ShownPerson, "teams">) {
  const t = useTranslations("people");
  const format = useFormatter();
  if (teams.length === 0) return <span className="text-muted">{t("noTeam")}</span>;
  return format.list(teams.map(({ id, name }) => <bdi key={id}>{name}</bdi>));
}
