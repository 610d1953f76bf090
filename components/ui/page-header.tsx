import type { ReactNode } from "react";
import { cn } from "./class-names";

type PageHeaderProps = {
  title: ReactNode;
  /** Stands beside the title: a status chip, a count. */
  aside?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** The only `h1` of a page. */
export function PageHeader({ title, aside, description, actions, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-wrap items-start justify-between gap-x-6 gap-y-3", className)}>
      <div className="grid min-w-0 gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-lg font-semibold wrap-break-word">{title}</h1>
          {aside}
        </div>
        {description ? <p className="max-w-[72ch] text-sm text-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}
