"use client";
import { ArrowRight, UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { RefObject } from "react";
import { useCallback, useEffect, useReducer, useRef, useState, useTransition } from "react";
import { useInputWords } from "@/components/accounts/use-input-words";
import { DeleteDraft } from "@/components/envelopes/delete-draft";
import { DraftSteps, draftKindOf } from "@/components/envelopes/draft-steps";
import { bdi } from "@/components/envelopes/names";
import { UnusedBoxes } from "@/components/envelopes/unused-boxes";
import { MarkedPage } from "@/components/pdf/marked-page";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { newId } from "@/lib/kernel/ids";
import { offeredRoles } from "@/lib/vocabulary/capabilities";
import { activeValues, isActive } from "@/lib/vocabulary/input-shape";
import { AboutRows } from "./about-rows";
import { ConnectionChoice } from "./connection-choice";
import type { DraftEvent } from "./draft-state";
import { newPerson, nextDraft, toDraft } from "./draft-state";
import { FlowPicture } from "./flow-picture";
import { OrderChoice } from "./order-choice";
import { RecipientList } from "./recipient-list";
import { SaveState } from "./save-state";
import { TeamChoice } from "./team-choice";
import { useDraftSaving } from "./use-draft-saving";
import { useJudgedOptions } from "./use-judged-options";
import { useJump } from "./use-jump";

type DraftFormProps = {
  view: DraftView;
  /** Of the person that an empty draft begins with; made by the server, so that both render alike. */
  firstId: string;
};

/**
 * Second step of a new envelope: what it is called, who is in it, in which order, until when.
 * Another revision is another form, for what the portal has wins over what a stale page shows; but
 * never while anything is unsaved: one that this form saves itself comes before the save's answer,
 * and of one from another window the next save is told.
 */
export function DraftForm({ view, firstId }: DraftFormProps) {
  const { rev } = view.envelope;
  const [seen, setSeen] = useState({ form: rev, newest: rev });
  const hasUnsaved = useRef(() => false);
  useJump();
  if (rev > seen.newest) setSeen({ form: hasUnsaved.current() ? seen.form : rev, newest: rev });
  const onKept = useCallback(
    (kept: number) => setSeen(({ form, newest }) => ({ form, newest: Math.max(newest, kept) })),
    [],
  );
  return (
    <FormOfRevision
      key={seen.form}
      view={view}
      firstId={firstId}
      onKept={onKept}
      hasUnsaved={hasUnsaved}
    />
  );
}

type FormOfRevisionProps = DraftFormProps & {
  onKept: (rev: number) => void;
  /** The form puts its own answer in. */
  hasUnsaved: RefObject<() => boolean>;
};

function FormOfRevision({ view, firstId, onKept, hasUnsaved }: FormOfRevisionProps) {
  const { envelope, document, template, provider } = view;
  const kind = draftKindOf(view);
  const t = useTranslations("draft");
  const inputWords = useInputWords();
  const locale = useLocale();
  const router = useRouter();
  const [known] = useState(() => toDraft(view));
  const [draft, dispatch] = useReducer(nextDraft, known, (begun) =>
    begun.recipients.length > 0
      ? begun
      : { ...begun, recipients: [newPerson(firstId, "signer", locale)] },
  );
  const onCodesKept = useCallback(
    (codes: ReadonlyMap<string, string>) => dispatch({ type: "codes_kept", codes }),
    [],
  );
  const { saving, save, settle, revision, isUnsaved } = useDraftSaving({
    envelopeId: envelope.id,
    rev: envelope.rev,
    draft,
    known,
    onCodesKept,
    onKept,
  });

  hasUnsaved.current = isUnsaved;
  const counting = activeValues(provider.optionShapes, draft.options);
  const judged = useJudgedOptions(view, draft.options);
  // What the provider writes is seen beside the inputs that say on which pages.
  const markedGroup = provider.optionShapes.find(
    (shape) => shape.look === "pages" && isActive(shape, provider.optionShapes, draft.options),
  )?.group;

  // The browser's back button shows this page as it was; the portal may know better by now.
  useEffect(() => router.refresh(), [router]);

  const change = (event: DraftEvent, how: "typing" | "settled" = "settled") => {
    if (how === "settled") settle();
    dispatch(event);
  };

  const [isLeaving, startLeaving] = useTransition();
  const [isChoosing, setChoosing] = useState(false);
  const [lacksSigner, setLacksSigner] = useState(false);
  const goTo = (href: string) =>
    startLeaving(async () => {
      if (await save()) router.push(href);
    });
  const keepFirst = async () => ((await save()) ? revision() : undefined);
  const proceed = () => {
    if (template) return goTo(`/envelopes/${envelope.id}/values`);
    const lacks = !draft.recipients.some(({ role }) => role === "signer");
    setLacksSigner(lacks);
    if (!lacks) goTo(`/envelopes/${envelope.id}/${kind === "boxless" ? "review" : "boxes"}`);
  };

  return (
    <form
      noValidate
      className="grid max-w-4xl gap-6"
      onBlur={() => void save()}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <DraftSteps kind={kind} current="people" envelopeId={envelope.id} onGo={goTo} />
      <PageHeader
        title={t("title")}
        description={
          template
            ? t.rich("fromTemplate", { bdi, name: template.name, version: template.number })
            : t.rich("document", {
                bdi,
                name: document?.fileName ?? "",
                pages: document?.pageCount ?? 0,
              })
        }
      />
      {envelope.copyOfId ? (
        <p className="text-sm">
          {t.rich("copyOf", {
            link: (words) => <TextLink href={`/envelopes/${envelope.copyOfId}`}>{words}</TextLink>,
          })}
        </p>
      ) : null}
      {saving.state === "stale" ? (
        <Notice
          tone="warning"
          title={t("staleTitle")}
          action={<Button onClick={() => location.reload()}>{t("reload")}</Button>}
        >
          {t("stale")}
        </Notice>
      ) : null}
      <ConnectionChoice view={view} onBefore={keepFirst} onChoosing={setChoosing} />
      <UnusedBoxes view={view} onBefore={keepFirst} />
      {/* The form is made anew for another service; what is typed until then would be lost. */}
      <fieldset disabled={isChoosing} className="grid min-w-0 gap-6">
        <section aria-labelledby="draft-people" className="grid gap-3">
          <h2 id="draft-people" className="text-base font-semibold">
            {t("peopleHeading")}
          </h2>
          {view.isMailConfigured || provider.capabilities.notifies === "provider" ? null : (
            <p className="text-sm text-muted">{t("noMail")}</p>
          )}
          {template ? <p className="text-sm text-muted">{t("peopleOfTemplate")}</p> : null}
          <RecipientList
            view={view}
            people={draft.recipients}
            options={counting}
            onChange={change}
          />
          <div className="flex flex-wrap gap-2 empty:hidden">
            {(template ? [] : offeredRoles(provider.capabilities)).map((role) => (
              <Button
                key={role}
                className="h-11 md:h-10"
                onClick={() => change({ type: "added", id: newId(), role, language: locale })}
              >
                <UserPlus aria-hidden />
                {t(
                  ({ signer: "addSigner", approver: "addApprover", viewer: "addViewer" } as const)[
                    role
                  ],
                )}
              </Button>
            ))}
          </div>
        </section>
        {template ? null : (
          <section aria-labelledby="draft-order" className="grid gap-3">
            <h2 id="draft-order" className="text-base font-semibold">
              {t("orderHeading")}
            </h2>
            <OrderChoice
              kinds={provider.capabilities.order.kinds}
              order={draft.signingOrder}
              onChange={(signingOrder) => change({ type: "set", change: { signingOrder } })}
            />
            <FlowPicture
              people={draft.recipients}
              order={draft.signingOrder}
              by={provider.capabilities.order.by}
            />
          </section>
        )}
        <AboutRows
          draft={draft}
          provider={provider}
          expiryNote={
            provider.capabilities.hosted === "there" && provider.capabilities.expiry === "portal"
              ? t("expiresHere", { provider: provider.name })
              : undefined
          }
          names={draft.recipients.map(({ name }) => name)}
          pageCount={document?.pageCount}
          optionErrorOf={(name) =>
            saving.state === "refused" && saving.error.values.input === `options.${name}`
              ? inputWords("invalid")
              : judged.errorOf(name)
          }
          optionDoubtOf={judged.doubtOf}
          belowOptions={(group) =>
            document && group === markedGroup ? (
              <MarkedPage document={document} provider={provider.name} marks={judged.marks} />
            ) : null
          }
          onChange={(part, how) => change({ type: "set", change: part }, how)}
        />
        <TeamChoice view={view} />
      </fieldset>
      {lacksSigner ? <Notice tone="error">{t("notSigner")}</Notice> : null}
      <footer className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline bg-paper px-4 py-3 max-md:bottom-16 md:mx-0 md:px-0">
        <SaveState saving={saving} onRetry={() => void save()} />
        <span className="ms-auto flex gap-2">
          <DeleteDraft envelopeId={envelope.id} />
          <Button variant="primary" className="h-11 md:h-10" busy={isLeaving} onClick={proceed}>
            {t("continue")}
            <ArrowRight aria-hidden className="rtl:-scale-x-100" />
          </Button>
        </span>
      </footer>
    </form>
  );
}
