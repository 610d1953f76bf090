"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ErrorLine } from "@/components/ui/error-line";
import { Notice } from "@/components/ui/notice";
import { RadioChoice, RadioGroup } from "@/components/ui/radio-group";
import { Spinner } from "@/components/ui/spinner";
import { describeDownloadAction } from "@/lib/envelopes/actions";
import type { DownloadOffer } from "@/lib/envelopes/describe-download";
import type { DownloadManyInput, SelectionInput } from "@/lib/envelopes/schema";
import { formatFileSize, formatList } from "@/lib/i18n/formats";
import type { ArtifactKind } from "@/lib/vocabulary/envelope";
import { artifactKinds } from "@/lib/vocabulary/envelope";
import { isolated } from "./names";

const choices = [...artifactKinds, "both"] as const;
type Choice = (typeof choices)[number];
const kindsOf = (choice: Choice): ArtifactKind[] =>
  choice === "both" ? [...artifactKinds] : [choice];

type DownloadManyProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  selection: SelectionInput;
};

type State =
  | { readonly step: "counting" }
  | { readonly step: "offered" | "started"; readonly offer: DownloadOffer }
  | { readonly step: "refused"; readonly error: RefusedAction };

/**
 * Says what an archive of the chosen envelopes will hold, then lets the browser download it, which
 * shows its progress: a form asks for it, and what it answers lands in a frame that nobody sees.
 */
export function DownloadMany({ open, onOpenChange, selection }: DownloadManyProps) {
  const t = useTranslations("downloadMany");
  const frame = useId();
  const [choice, setChoice] = useState<Choice>("signed_document");
  const [state, setState] = useState<State>({ step: "counting" });
  const order: DownloadManyInput = { selection, kinds: kindsOf(choice) };
  const asked = open ? JSON.stringify(order) : "";
  useEffect(() => {
    if (asked === "") return;
    let isWanted = true;
    setState({ step: "counting" });
    askPortal(describeDownloadAction(JSON.parse(asked))).then((answer) => {
      if (!isWanted) return;
      setState(
        answer.ok
          ? { step: "offered", offer: answer.value }
          : { step: "refused", error: answer.error },
      );
    });
    return () => {
      isWanted = false;
    };
  }, [asked]);
  return (
    <>
      <Dialog open={open} onOpenChange={onOpenChange}>
        <DialogContent
          title={t("title")}
          description={t("index")}
          actions={
            <form
              method="post"
              action="/api/envelopes/archive"
              target={frame}
              onSubmit={() => {
                if (state.step === "offered") setState({ ...state, step: "started" });
              }}
            >
              <input type="hidden" name="order" value={JSON.stringify(order)} />
              <Button
                type="submit"
                variant="primary"
                disabled={state.step !== "offered" || state.offer.files === 0}
              >
                {t("start")}
              </Button>
            </form>
          }
        >
          <RadioGroup
            aria-label={t("which")}
            value={choice}
            onValueChange={(next) => setChoice(choices.find((each) => each === next) ?? choice)}
          >
            {choices.map((each) => (
              <RadioChoice key={each} value={each} label={t(`kinds.${each}`)} />
            ))}
          </RadioGroup>
          <Told state={state} />
        </DialogContent>
      </Dialog>
      <RefusalFrame name={frame} onRefused={(error) => setState({ step: "refused", error })} />
    </>
  );
}

function Told({ state }: { state: State }) {
  const t = useTranslations("downloadMany");
  const words = useErrorWords();
  if (state.step === "refused") return <ErrorLine>{words(state.error)}</ErrorLine>;
  return (
    <div role="status" className="grid gap-2 text-sm">
      {state.step === "counting" ? (
        <p className="flex items-center gap-2 text-muted">
          <Spinner />
          {t("counting")}
        </p>
      ) : (
        <Offered offer={state.offer} />
      )}
      {state.step === "started" ? (
        <Notice tone="info" title={t("started")}>
          {t("startedHelp")}
        </Notice>
      ) : null}
    </div>
  );
}

function Offered({ offer }: { offer: DownloadOffer }) {
  const t = useTranslations("downloadMany");
  const locale = useLocale();
  const { envelopes, withFile, files, bytes, without } = offer;
  return (
    <>
      <p className="font-medium">
        {files > 0
          ? t("offer", { envelopes, withFile, files, size: formatFileSize(bytes, locale) })
          : t("nothing", { envelopes })}
      </p>
      {without.length > 0 ? (
        <ul className="grid list-disc gap-1 ps-5 text-muted">
          {without.map(({ why, count, titles }) => {
            const what = t(`without.${why}`, { count });
            const named = formatList(titles.map(isolated), locale);
            return (
              <li key={why} className="wrap-anywhere">
                {titles.length > 0
                  ? t(count > titles.length ? "namedMore" : "named", { what, titles: named })
                  : what}
              </li>
            );
          })}
        </ul>
      ) : null}
    </>
  );
}

type RefusalFrameProps = { name: string; onRefused: (error: RefusedAction) => void };

/** A download leaves it as it was; only a refusal is loaded into it. */
function RefusalFrame({ name, onRefused }: RefusalFrameProps) {
  const t = useTranslations("downloadMany");
  const frame = useRef<HTMLIFrameElement>(null);
  const read = () => {
    const text = frame.current?.contentDocument?.body.textContent ?? "";
    if (text === "") return;
    try {
      onRefused(JSON.parse(text).error);
    } catch {
      onRefused({ code: "unreachable", values: {} });
    }
  };
  return <iframe ref={frame} name={name} title={t("title")} hidden onLoad={read} />;
}
