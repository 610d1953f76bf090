"use client";
import { ArrowDown, ArrowUp, GripVertical, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DragEvent } from "react";
import { useState } from "react";
import { identityAnchor } from "@/components/envelopes/problem-link";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { MoreRows } from "@/components/ui/more-rows";
import { Select } from "@/components/ui/select";
import { limits } from "@/lib/envelopes/schema";
import type { AskedPart, Capabilities, IdentityPart } from "@/lib/vocabulary/capabilities";
import { askedParts, isServedHere, isWanted, offeredRoles } from "@/lib/vocabulary/capabilities";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import { identifications } from "@/lib/vocabulary/envelope";
import type { TemplateSlot } from "@/lib/vocabulary/template";
import type { Draft, DraftPerson } from "./draft-state";
import { faultsOf, toOneLine } from "./draft-state";
import { IdentificationRows } from "./identification-rows";
import { IdentityInput } from "./identity-rows";
import { SlotBar } from "./slot-bar";

export type RecipientCardProps = {
  person: DraftPerson;
  /** 0-based. */
  position: number;
  count: number;
  providerId: string;
  providerName: string;
  capabilities: Capabilities;
  /** Those that count. */
  options: Draft["options"];
  isMailConfigured: boolean;
  hasBoxes: boolean;
  /** The place of a template that they take, which says the role and the order. */
  slot: TemplateSlot | undefined;
  /** `settled` is a choice that can be kept at once; typing is kept when the input is left. */
  onChange: (change: Partial<DraftPerson>, how: "typing" | "settled") => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDragStart: () => void;
  onDragOver: (event: DragEvent) => void;
  onDragEnd: () => void;
};

export function RecipientCard(props: RecipientCardProps) {
  const { person, position, capabilities, isMailConfigured, slot, onChange } = props;
  const isHere = isServedHere(capabilities, person.role);
  const t = useTranslations("draft");
  const role = useTranslations("recipientRoles");
  const [hasLeftEmail, setLeftEmail] = useState(false);
  const isEmailWrong = hasLeftEmail && faultsOf(person).includes("email_wrong");
  const asked = askedParts(capabilities, person.role).filter(slot ? isAskedInSlot : isAsked);
  const rare = asked.filter(({ isRare }) => isRare);
  const toInput = (part: AskedPart) => (
    <IdentityInput
      key={part.part}
      personId={person.id}
      providerId={props.providerId}
      part={part}
      isRequired={isWanted(part, props.options)}
      text={part.part === "phone" ? person.phone : (person.identity[part.part] ?? "")}
      onChange={(text, how) => onChange(toChange(person, part.part, text), how)}
    />
  );
  const explained = {
    signer: capabilities.boxes.count === "none" ? "roleSignerBoxless" : "roleSigner",
    approver: capabilities.boxes.count === "none" ? "roleApproverBoxless" : "roleApprover",
    viewer: isHere ? "roleViewerHere" : "roleViewer",
  } as const;
  return (
    <li
      id={`recipient-${person.id}`}
      onDragOver={props.onDragOver}
      className="scroll-mt-20 rounded-md border border-hairline bg-surface target:border-tile"
    >
      <fieldset className="grid gap-3 p-3">
        <legend className="sr-only">{t("person", { position: position + 1 })}</legend>
        {slot ? <SlotBar slot={slot} position={position} /> : <CardBar {...props} />}
        <div className="grid items-start gap-3 md:grid-cols-2">
          <FormRow
            id={identityAnchor(person.id, "name")}
            className="scroll-mt-20"
            label={t("personName")}
            help={t("personNameHelp")}
          >
            {(wiring) => (
              <Input
                {...wiring}
                dir="auto"
                autoComplete="off"
                maxLength={limits.name}
                value={person.name}
                onChange={({ target }) => onChange({ name: toOneLine(target.value) }, "typing")}
              />
            )}
          </FormRow>
          {slot ? null : (
            <FormRow
              label={t("role")}
              help={t(explained[person.role], { provider: props.providerName })}
            >
              {(wiring) => (
                <Select
                  {...wiring}
                  value={person.role}
                  onChange={({ target }) =>
                    onChange({ role: target.value as RecipientRole }, "settled")
                  }
                >
                  {offeredRoles(capabilities).map((name) => (
                    <option key={name} value={name}>
                      {role(name)}
                    </option>
                  ))}
                </Select>
              )}
            </FormRow>
          )}
          <FormRow
            id={identityAnchor(person.id, "email")}
            className="scroll-mt-20"
            optional
            label={t("email")}
            error={isEmailWrong ? t("emailWrong") : undefined}
          >
            {(wiring) => (
              <Input
                {...wiring}
                type="email"
                dir="ltr"
                autoComplete="off"
                maxLength={254}
                value={person.email}
                onBlur={() => setLeftEmail(true)}
                onChange={({ target }) => onChange({ email: toOneLine(target.value) }, "typing")}
              />
            )}
          </FormRow>
          {asked.filter(({ isRare }) => !isRare).map(toInput)}
          {capabilities.hosted === "here" || capabilities.launch || isHere ? (
            <IdentificationRows
              person={person}
              ways={identifications.filter(
                (way) =>
                  capabilities.identifications.includes(way) || way === person.identification,
              )}
              isMailConfigured={isMailConfigured}
              onChange={onChange}
            />
          ) : null}
        </div>
        {rare.length > 0 ? (
          <MoreRows
            isOpen={rare.some(({ part }) => person.identity[part])}
            className="grid items-start gap-3 pt-2 md:grid-cols-2"
          >
            {rare.map(toInput)}
          </MoreRows>
        ) : null}
      </fieldset>
    </li>
  );
}

/** Name and e-mail have inputs of their own for every provider. */
const isAsked = ({ part }: AskedPart): boolean => part !== "name" && part !== "email";

/** A template has titles of its own. */
const isAskedInSlot = (part: AskedPart): boolean => isAsked(part) && part.part !== "title";

const toChange = (person: DraftPerson, part: IdentityPart, text: string): Partial<DraftPerson> =>
  part === "phone" ? { phone: text } : { identity: { ...person.identity, [part]: text } };

function CardBar(props: RecipientCardProps) {
  const { person, position, count, hasBoxes } = props;
  const t = useTranslations("draft");
  const name = person.name.trim() || t("person", { position: position + 1 });
  const remove = (
    <Button
      variant="quiet"
      size="icon"
      aria-label={t("remove", { name })}
      className="size-11 text-error md:size-10"
      {...(hasBoxes ? {} : { onClick: props.onRemove })}
    >
      <Trash2 aria-hidden />
    </Button>
  );
  return (
    <div className="-mt-1 -mb-2 flex items-center gap-1">
      {/* For a mouse; the buttons beside it do the same for everybody else. */}
      <Button
        asChild
        draggable
        variant="quiet"
        size="icon"
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", person.id);
          props.onDragStart();
        }}
        onDragEnd={props.onDragEnd}
        className="-ms-2 hidden w-8 cursor-grab text-muted md:inline-flex"
      >
        <span title={t("drag")}>
          <GripVertical aria-hidden />
        </span>
      </Button>
      <span aria-hidden className="min-w-0 truncate text-sm font-medium">
        {t("person", { position: position + 1 })}
      </span>
      <span className="ms-auto flex items-center">
        <Button
          variant="quiet"
          size="icon"
          aria-label={t("moveUp", { name })}
          disabled={position === 0}
          className="size-11 md:size-10"
          onClick={() => props.onMove(position - 1)}
        >
          <ArrowUp aria-hidden />
        </Button>
        <Button
          variant="quiet"
          size="icon"
          aria-label={t("moveDown", { name })}
          disabled={position === count - 1}
          className="size-11 md:size-10"
          onClick={() => props.onMove(position + 1)}
        >
          <ArrowDown aria-hidden />
        </Button>
        {hasBoxes ? (
          <ConfirmDialog
            trigger={remove}
            title={t("removeTitle")}
            description={t.rich("removeBody", { bdi: (chunks) => <bdi>{chunks}</bdi>, name })}
            confirm={t("removeConfirm")}
            onConfirm={props.onRemove}
          />
        ) : (
          remove
        )}
      </span>
    </div>
  );
}
