"use client";
import { MoreHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import {
  changeRoleAction,
  disableAccountAction,
  enableAccountAction,
} from "@/lib/accounts/actions";
import { accountInput, changeRoleInput } from "@/lib/accounts/schema";
import type { AccountState, Role } from "@/lib/vocabulary/account";
import type { Heir } from "./hand-over";
import { HandOver } from "./hand-over";
import { RoleChoice } from "./role-choice";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

type Person = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly state: AccountState;
  /** How many of their envelopes have not ended. */
  readonly open: number;
};

type PersonActionsProps = {
  person: Person;
  /** Who may take their envelopes over. */
  heirs: readonly Heir[];
};

/** What an administrator may do to one account. */
export function PersonActions({ person, heirs }: PersonActionsProps) {
  const t = useTranslations("people");
  const router = useRouter();
  const words = useErrorWords();
  const [asked, setAsked] = useState<"role" | "disable" | "hand_over">();
  const menu = useRef<HTMLButtonElement>(null);
  // One question may follow another, so what opened the last of them may be gone.
  const close = () => {
    setAsked(undefined);
    setTimeout(() => menu.current?.focus());
  };
  const finish = (sentence: string) => {
    setAsked(undefined);
    toast.success(sentence);
    router.refresh();
  };
  const askForHeir = (sentence: string) => {
    finish(sentence);
    if (person.open > 0) setAsked("hand_over");
  };
  const enable = async () => {
    const result = await askPortal(enableAccountAction({ accountId: person.id }));
    if (result.ok) finish(t("enabledNow", { name: person.name }));
    else toast.error(words(result.error));
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            ref={menu}
            variant="quiet"
            size="smallIcon"
            aria-label={t("actionsFor", { name: person.name })}
          >
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setAsked("role")}>{t("changeRole")}</DropdownMenuItem>
          {person.state === "disabled" && person.open > 0 ? (
            <DropdownMenuItem onSelect={() => setAsked("hand_over")}>
              {t("handOver")}
            </DropdownMenuItem>
          ) : null}
          {person.state === "active" ? (
            <DropdownMenuItem tone="danger" onSelect={() => setAsked("disable")}>
              {t("disable")}
            </DropdownMenuItem>
          ) : (
            <DropdownMenuItem onSelect={() => void enable()}>{t("enable")}</DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={asked !== undefined} onOpenChange={(next) => next || close()}>
        {asked === "role" ? <ChangeRole person={person} onDone={finish} /> : null}
        {asked === "disable" ? <DisableAccount person={person} onDone={askForHeir} /> : null}
        {asked === "hand_over" ? (
          <HandOver person={person} open={person.open} heirs={heirs} />
        ) : null}
      </Dialog>
    </>
  );
}

type StepProps = { person: Person; onDone: (sentence: string) => void };

function ChangeRole({ person: { id, name, role }, onDone }: StepProps) {
  const t = useTranslations();
  const form = useActionForm({
    schema: changeRoleInput,
    action: changeRoleAction,
    fixed: { accountId: id },
    inputOf: { last_admin: "role" },
    onDone: (_value, element) => {
      const chosen = changeRoleInput.shape.role.parse(new FormData(element).get("role"));
      onDone(t("people.roleChanged", { name, role: t(`roles.${chosen}`) }));
    },
  });
  return (
    <DialogContent
      title={t("people.changeRoleTitle", { name })}
      description={t("people.changeRoleDescription")}
    >
      <form {...form.formProps} className="grid gap-4">
        <RoleChoice initial={role} error={form.errorOf("role")} />
        <SubmitRow form={form}>{t("people.save")}</SubmitRow>
      </form>
    </DialogContent>
  );
}

function DisableAccount({ person: { id, name }, onDone }: StepProps) {
  const t = useTranslations("people");
  const form = useActionForm({
    schema: accountInput,
    action: disableAccountAction,
    fixed: { accountId: id },
    onDone: () => onDone(t("disabledNow", { name })),
  });
  return (
    <DialogContent
      title={t("disableTitle", { name })}
      description={t("disableDescription", { name })}
    >
      <form {...form.formProps} className="grid gap-4">
        <SubmitRow form={form} tone="danger">
          {t("disable")}
        </SubmitRow>
      </form>
    </DialogContent>
  );
}
