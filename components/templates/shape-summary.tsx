import { useTranslations } from "next-intl";
import type { TemplateField, TemplateShape } from "@/lib/vocabulary/template";
import { templateFieldGroups } from "@/lib/vocabulary/template";

const headings = { document: "fields", owner: "ownerFields" } as const;

/** The places and values of a template, to be read. */
export function ShapeSummary({ shape: { externalId, slots, fields } }: { shape: TemplateShape }) {
  const t = useTranslations("templates");
  const role = useTranslations("recipientRoles");
  return (
    <div className="grid gap-5">
      <p className="text-sm text-muted">
        {t("id")}{" "}
        <code dir="ltr" className="break-all text-ink">
          {externalId}
        </code>
      </p>
      <section className="grid gap-2">
        <h3 className="text-sm font-semibold">{t("places")}</h3>
        <ol className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
          {slots.map(({ id, title, role: name }) => (
            <li key={id} className="flex flex-wrap gap-x-3 px-3 py-2 text-sm">
              <bdi className="font-medium">{title || id}</bdi>
              <span className="text-muted">{role(name)}</span>
            </li>
          ))}
        </ol>
      </section>
      {templateFieldGroups.map((group) => (
        <FieldList
          key={group}
          heading={t(headings[group])}
          fields={fields.filter((field) => field.group === group)}
          labelOf={(name) =>
            fields.find((one) => one.group === group && one.name === name)?.label ?? name
          }
        />
      ))}
    </div>
  );
}

type FieldListProps = {
  heading: string;
  fields: readonly TemplateField[];
  labelOf: (name: string) => string;
};

function FieldList({ heading, fields, labelOf }: FieldListProps) {
  const t = useTranslations("templates");
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold">{heading}</h3>
      {fields.length === 0 ? <p className="text-sm text-muted">{t("noFields")}</p> : null}
      <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface empty:hidden">
        {fields.map(({ name, label, kind, isRequired, amountOf }) => (
          <li
            key={name}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 text-sm"
          >
            <bdi className="font-medium">{label}</bdi>
            {label === name ? null : (
              <code dir="ltr" className="text-xs text-muted">
                {name}
              </code>
            )}
            <span className="ms-auto text-muted">
              {t(`kinds.${kind}`)}
              {amountOf === null ? null : (
                <>
                  {" · "}
                  {t.rich("madeFrom", {
                    bdi: (chunks) => <bdi>{chunks}</bdi>,
                    label: labelOf(amountOf),
                  })}
                </>
              )}
              {" · "}
              {t(isRequired ? "required" : "optional")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
