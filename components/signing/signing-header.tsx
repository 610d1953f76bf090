import { LanguageChoice } from "./language-choice";

/** The sender's organisation is the host here; the portal's own name stays in the footer. */
export function SigningHeader({ organisationName }: { organisationName: string }) {
  return (
    <header className="border-b border-hairline bg-surface">
      <div className="mx-auto flex min-h-14 max-w-4xl items-center justify-between gap-3 px-4 py-1">
        <p className="line-clamp-2 min-w-0 text-lg leading-snug font-semibold wrap-break-word">
          <bdi>{organisationName}</bdi>
        </p>
        <LanguageChoice />
      </div>
    </header>
  );
}
