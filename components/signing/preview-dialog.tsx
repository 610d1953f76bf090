"use client";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import { bdi } from "@/components/envelopes/names";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { toneOf } from "@/lib/placements/person-tones";
import type { PageBox } from "@/lib/placements/schema";
import type { PageMark } from "@/lib/provider-kit/contract";
import type { Identification, RecipientRole } from "@/lib/vocabulary/envelope";
import { inReadingOrder } from "./next-step";
import { PreviewPages } from "./preview-pages";
import type { MyBox } from "./situation";

export type PreviewPerson = {
  readonly id: string;
  /** May be empty in a draft. */
  readonly name: string;
  readonly role: RecipientRole;
  readonly identification: Identification;
};

export type PreviewBox = MyBox & { readonly recipientId: string };

export type Preview = {
  /** Address of the PDF. */
  readonly file: string;
  readonly pages: readonly PageBox[];
  /** In their order. */
  readonly people: readonly PreviewPerson[];
  /** Who shows the document to people, where it is not this portal. */
  readonly elsewhere: string | null;
  /** What the provider will write on the pages by itself. */
  readonly marks: readonly PageMark[];
};

type PreviewDialogProps = {
  preview: Preview;
  boxes: readonly PreviewBox[];
  /** Whom to begin with; else the first of all. */
  personId: string | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** The document as one of its people will have it before them; nothing in it can be changed. */
export function PreviewDialog({ isOpen, onOpenChange, ...props }: PreviewDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      {isOpen ? <Content {...props} /> : null}
    </Dialog>
  );
}

type ContentProps = Omit<PreviewDialogProps, "isOpen" | "onOpenChange">;

function Content({ preview, boxes, personId }: ContentProps) {
  const { file, pages, people, elsewhere, marks } = preview;
  const t = useTranslations("preview");
  const select = useId();
  const [chosenId, setChosenId] = useState(personId);
  const place = Math.max(
    0,
    people.findIndex(({ id }) => id === chosenId),
  );
  const person = people[place];
  const nameOf = (name: string, at: number) => name || t("unnamed", { number: at + 1 });
  const own = useMemo(
    () =>
      inReadingOrder(
        boxes.filter(({ recipientId }) => recipientId === person?.id),
        pages,
      ),
    [boxes, person, pages],
  );
  const others = useMemo(
    () => boxes.filter(({ recipientId }) => recipientId !== person?.id),
    [boxes, person],
  );
  if (!person) return null;
  const name = nameOf(person.name, place);
  return (
    <DialogContent
      title={t.rich("title", { name, bdi })}
      description={
        <>
          {t.rich(`asks.${person.role}`, { name, bdi, count: own.length })}{" "}
          {elsewhere === null
            ? t(`identified.${person.identification}`)
            : t.rich("elsewhere", { bdi, provider: elsewhere })}
        </>
      }
      className="h-dvh grid-rows-[auto_auto_minmax(0,1fr)_auto] gap-3 rounded-none p-4 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:h-[calc(100dvh-2rem)] sm:max-w-4xl"
    >
      {people.length > 1 ? (
        <div className="flex items-center gap-2 text-sm">
          <label htmlFor={select} className="shrink-0 text-muted">
            {t("as")}
          </label>
          <Select
            id={select}
            value={person.id}
            onChange={(event) => setChosenId(event.currentTarget.value)}
          >
            {people.map((one, at) => (
              <option key={one.id} value={one.id}>
                {t("person", { number: at + 1, name: nameOf(one.name, at), role: one.role })}
              </option>
            ))}
          </Select>
        </div>
      ) : (
        <span />
      )}
      <PreviewPages
        key={person.id}
        file={file}
        pages={pages}
        name={name}
        tone={toneOf(place)}
        boxes={own}
        others={others}
        marks={marks}
      />
    </DialogContent>
  );
}
