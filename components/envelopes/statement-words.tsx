import { useFormatter, useLocale, useTranslations } from "next-intl";
import { formatFileSize } from "@/lib/i18n/formats";
import type { Statement } from "@/lib/provider-kit/statement";
import { Fact, Facts } from "./facts";
import { bdi } from "./names";

/** A statement that people sign, in words instead of the line of JSON that it is. */
export function StatementWords({ statement }: { statement: Statement }) {
  const { title, reference, document, people, answers } = statement;
  const t = useTranslations("statement");
  const roles = useTranslations("recipientRoles");
  const format = useFormatter();
  const locale = useLocale();
  // Two people may share a name and a role.
  const keyed = people.map((person, at) => ({ ...person, key: `${at} ${person.name}` }));
  return (
    <Facts>
      <Fact name={t("title")}>
        <bdi>{title}</bdi>
      </Fact>
      <Fact name={t("reference")}>
        <bdi dir="ltr">{reference}</bdi>
      </Fact>
      {document ? (
        <Fact name={t("document")}>
          {t("documentFacts", {
            pages: document.pages,
            size: formatFileSize(document.bytes, locale),
          })}
          <span className="block">
            <code dir="ltr" className="text-xs break-all">
              {document.sha256}
            </code>
          </span>
        </Fact>
      ) : null}
      <Fact name={t("people")}>
        <ol>
          {keyed.map(({ key, name, role }) => (
            <li key={key}>
              {t.rich("person", {
                bdi,
                name,
                role: roles.has(role as "signer") ? roles(role as "signer") : role,
              })}
            </li>
          ))}
        </ol>
      </Fact>
      <Fact name={t("answers")}>
        {format.list(
          Object.entries(answers).map(([number, answer]) =>
            t(`answer.${answer}`, { number: Number(number) }),
          ),
        )}
      </Fact>
    </Facts>
  );
}
