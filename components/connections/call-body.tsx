import { useTranslations } from "next-intl";

type CallBodyProps = { title: string; text: string };

/** What one side of a call said, as it is kept. */
export function CallBody({ title, text }: CallBodyProps) {
  const t = useTranslations("connections");
  return (
    <div className="grid min-w-0 content-start gap-1">
      <h3 className="text-xs font-medium">{title}</h3>
      {text === "" ? (
        <p className="text-xs text-muted">{t("nothing")}</p>
      ) : (
        <pre
          dir="ltr"
          className="rounded-md border border-hairline bg-surface p-2 text-xs whitespace-pre-wrap wrap-anywhere"
        >
          {toReadable(text)}
        </pre>
      )}
    </div>
  );
}

/** JSON over several lines; what is not JSON, or was cut, stays as it is. */
function toReadable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
