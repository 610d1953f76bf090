import "server-only";
import { createTranslator } from "next-intl";
import type { Db } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { teams } from "@/db/schema/teams";
import { formatsFor, instantFormatFor } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { requireProvider } from "@/lib/providers/registry";
import { isWaitedFor } from "@/lib/vocabulary/envelope";
import type { EnvelopeListRow } from "./list-envelopes";

/** For whom a table is written. */
export type Reader = { readonly locale: Locale; readonly timeZone: string };

export const translatorFor = (locale: Locale) =>
  createTranslator({ locale, messages: messagesFor(locale), formats: formatsFor(locale) });

/** Names of what rows point at. */
export type RowNames = {
  /** By connection. */
  readonly providers: ReadonlyMap<string, string>;
  /** By connection: what the office calls it, and what it is. */
  readonly services: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
};

/** Who may see a row may see these names of it. */
export async function readRowNames(db: Db): Promise<RowNames> {
  const { id, name, providerId } = connections;
  const rows = await db.select({ id, name, providerId }).from(connections);
  const ofTeams = await db.select({ id: teams.id, name: teams.name }).from(teams);
  const ways = rows.map((row) => ({
    ...row,
    provider: requireProvider(row.providerId).displayName,
  }));
  return {
    providers: new Map(ways.map((way) => [way.id, way.provider])),
    services: new Map(
      ways.map((way) => [
        way.id,
        way.name === way.provider ? way.provider : `${way.name} (${way.provider})`,
      ]),
    ),
    teams: new Map(ofTeams.map((team) => [team.id, team.name])),
  };
}

/** A column of a table of envelopes: its heading and what it says of one. */
export type Column<Row> = { readonly heading: string; readonly of: (row: Row) => string };

/** An instant for programs, and beside it for people: in their calendar, their digits, their zone. */
const timeColumns = <Row>(
  what: string,
  of: (row: Row) => Date | null,
  reader: Reader,
): readonly Column<Row>[] => {
  const t = translatorFor(reader.locale);
  const local = instantFormatFor("full", reader);
  return [
    { heading: t("downloads.utc", { what }), of: (row) => of(row)?.toISOString() ?? "" },
    {
      heading: t("downloads.local", { what, zone: reader.timeZone }),
      of: (row) => {
        const at = of(row);
        return at ? local.format(at) : "";
      },
    },
  ];
};

/** What tables say of an envelope, in the reader's words. */
export function rowColumns({ services, teams: ofTeams }: RowNames, reader: Reader) {
  const { locale } = reader;
  const t = translatorFor(locale);
  const list = new Intl.ListFormat(locale, formatsFor(locale).list.and);
  const namesOf = (people: EnvelopeListRow["recipients"]) =>
    list.format(people.map(({ name }) => name));
  const toPerson = ({ name, role, status }: EnvelopeListRow["recipients"][number]) =>
    t("downloads.person", {
      name,
      role: t(`recipientRoles.${role}`),
      status: t(`status.recipient.${status}`),
    });
  const column = (heading: string, of: (row: EnvelopeListRow) => string) => ({ heading, of });
  const time = (what: string, of: (row: EnvelopeListRow) => Date | null) =>
    timeColumns(what, of, reader);
  return {
    code: column(t("envelope.code"), ({ referenceCode }) => referenceCode),
    title: column(t("envelopes.columnTitle"), ({ title }) => title),
    status: column(t("envelopes.columnStatus"), ({ status }) => t(`status.envelope.${status}`)),
    waiting: column(t("envelopes.columnNames.waiting"), ({ status, recipients }) =>
      status === "in_progress" ? namesOf(recipients.filter(isWaitedFor)) : "",
    ),
    people: column(t("envelopes.columnNames.people"), ({ recipients }) =>
      list.format(recipients.map(toPerson)),
    ),
    service: column(
      t("envelopes.columnNames.service"),
      ({ connectionId }) => services.get(connectionId) ?? "",
    ),
    practice: column(t("downloads.practice"), ({ isRehearsal }) =>
      isRehearsal ? t("downloads.yes") : "",
    ),
    owner: column(t("envelopes.columnNames.owner"), ({ ownerName }) => ownerName),
    team: column(t("envelopes.columnNames.team"), ({ teamId }) => ofTeams.get(teamId ?? "") ?? ""),
    sent: time(t("envelopes.columnNames.sent"), ({ sentAt }) => sentAt),
    expiry: time(t("envelopes.columnNames.expiry"), ({ expiresAt }) => expiresAt),
    ended: time(t("envelopes.columnNames.ended"), ({ endedAt }) => endedAt),
    updated: time(t("envelopes.columnNames.updated"), ({ updatedAt }) => updatedAt),
  } as const;
}
