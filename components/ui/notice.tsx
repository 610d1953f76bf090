import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./class-names";

const looks = {
  error: { icon: CircleAlert, className: "bg-error-soft text-on-error-soft border-error/30" },
  warning: {
    icon: TriangleAlert,
    className: "bg-warning-soft text-on-warning-soft border-warning/30",
  },
  success: {
    icon: CircleCheck,
    className: "bg-success-soft text-on-success-soft border-success/30",
  },
  info: { icon: Info, className: "bg-tile-soft text-on-tile-soft border-tile/30" },
} as const;
export type NoticeTone = keyof typeof looks;

type NoticeProps = {
  tone: NoticeTone;
  /** Stands in for the tone's own word ("Error", "Warning" …). */
  title?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Icon, word and tone together, never colour alone. Errors are announced at once. */
export function Notice({ tone, title, action, className, children }: NoticeProps) {
  const t = useTranslations("common");
  const { icon: Icon, className: look } = looks[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={cn(
        "flex items-start gap-2.5 rounded-md border px-3 py-2.5 text-sm",
        look,
        className,
      )}
    >
      <Icon aria-hidden className="mt-[0.2em] size-4 shrink-0" />
      <div className="grid min-w-0 grow gap-0.5">
        <p className="font-medium">{title ?? t(tone)}</p>
        <div className="wrap-break-word">{children}</div>
        {action ? <div className="pt-1.5">{action}</div> : null}
      </div>
    </div>
  );
}
