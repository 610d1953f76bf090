import type { ReactNode } from "react";

/** A part of a page of settings: its name beside it, above it on phones. */
export function PagePart({
  title,
  help,
  children,
}: {
  title: ReactNode;
  help?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-4 border-t border-hairline pt-6 md:grid-cols-[14rem_minmax(0,28rem)] md:gap-8">
      <div className="grid content-start gap-1">
        <h2 className="font-semibold">{title}</h2>
        {help ? <p className="text-xs text-muted">{help}</p> : null}
      </div>
      {children}
    </section>
  );
}
