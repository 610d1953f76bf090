"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { MarkInput } from "@/lib/envelopes/schema";
import type { MarkKind } from "@/lib/vocabulary/envelope";
import { markKinds } from "@/lib/vocabulary/envelope";
import { DrawPad, padAspect } from "./draw-pad";
import type { Stroke } from "./strokes";
import { TypeName } from "./type-name";
import { UploadPicture } from "./upload-picture";

type SignatureSheetProps = {
  name: string;
  mark: MarkInput | null;
  onChoose: (mark: MarkInput) => void;
  onClose: () => void;
};

/** Makes the one mark for all boxes of this person: drawn, typed or uploaded. */
export function SignatureSheet({ name, mark, onChoose, onClose }: SignatureSheetProps) {
  const t = useTranslations("sign.sheet");
  const dialog = useRef<HTMLDialogElement>(null);
  const [kind, setKind] = useState<MarkKind>(mark?.kind ?? "drawn");
  const [strokes, setStrokes] = useState<readonly Stroke[]>(
    mark?.kind === "drawn" ? mark.strokes : [],
  );
  const [text, setText] = useState(mark?.kind === "typed" ? mark.text : name);
  const [image, setImage] = useState(mark?.kind === "uploaded" ? mark.image : null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const made = toMark(kind, { strokes, text: text.trim(), image });
  return (
    <dialog
      ref={dialog}
      aria-labelledby="signature-sheet-title"
      onClose={onClose}
      className="m-0 mx-auto mt-auto w-full max-w-lg rounded-t-md border border-hairline bg-surface text-ink backdrop:bg-scrim open:animate-open sm:mb-auto sm:rounded-md"
    >
      <form
        className="grid gap-4 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
        onSubmit={(event) => {
          event.preventDefault();
          if (!made) return;
          onChoose(made);
          dialog.current?.close();
        }}
      >
        <div className="flex items-center justify-between gap-2">
          <h2 id="signature-sheet-title" className="text-lg font-semibold">
            {t("title")}
          </h2>
          <Button
            variant="quiet"
            size="icon"
            aria-label={t("close")}
            onClick={() => dialog.current?.close()}
          >
            <X aria-hidden />
          </Button>
        </div>
        <KindChoice kind={kind} onChange={setKind} />
        {kind === "drawn" ? <DrawPad strokes={strokes} onChange={setStrokes} /> : null}
        {kind === "typed" ? <TypeName text={text} onChange={setText} /> : null}
        {kind === "uploaded" ? <UploadPicture image={image} onChange={setImage} /> : null}
        <Button type="submit" variant="seal" size="large" disabled={!made}>
          {t("use")}
        </Button>
      </form>
    </dialog>
  );
}

function KindChoice({ kind, onChange }: { kind: MarkKind; onChange: (kind: MarkKind) => void }) {
  const t = useTranslations("sign.sheet");
  return (
    <fieldset className="grid grid-cols-3 gap-1 rounded-md bg-neutral-soft p-1">
      <legend className="sr-only">{t("how")}</legend>
      {markKinds.map((choice) => (
        <label
          key={choice}
          className="grid h-10 cursor-pointer place-items-center rounded-sm text-center has-checked:bg-surface has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-tile"
        >
          <input
            type="radio"
            name="kind"
            value={choice}
            checked={kind === choice}
            onChange={() => onChange(choice)}
            className="sr-only"
          />
          {t(choice)}
        </label>
      ))}
    </fieldset>
  );
}

type Made = {
  readonly strokes: readonly Stroke[];
  readonly text: string;
  readonly image: string | null;
};

function toMark(kind: MarkKind, { strokes, text, image }: Made): MarkInput | null {
  if (kind === "typed") return text === "" ? null : { kind, text };
  if (kind === "uploaded") return image ? { kind, image } : null;
  if (strokes.length === 0) return null;
  const points = strokes.map((stroke) => stroke.map(([x, y]): [number, number] => [x, y]));
  return { kind, aspect: padAspect, strokes: points };
}
