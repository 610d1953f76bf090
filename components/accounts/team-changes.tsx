"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { changeTeamAction } from "@/lib/accounts/actions";
import { changeTeamInput } from "@/lib/accounts/schema";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";
import { useTeamAct } from "./use-team-act";

type Team = { readonly id: string; readonly name: string };

export function RenameTeam({ team }: { team: Team }) {
  const t = useTranslations("teams");
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const finish = (name: string) => {
    setIsOpen(false);
    toast.success(t("renamed", { team: name }));
    router.refresh();
  };
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button size="small" aria-label={t("renameOf", { team: team.name })}>
          {t("rename")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("renameTitle", { team: team.name })}>
        <RenameForm team={team} onDone={finish} />
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({ team, onDone }: { team: Team; onDone: (name: string) => void }) {
  const t = useTranslations("teams");
  const form = useActionForm({
    schema: changeTeamInput,
    action: changeTeamAction,
    fixed: { teamId: team.id, isArchived: false },
    onDone: (_value, element) => onDone(String(new FormData(element).get("name")).trim()),
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      <FormRow label={t("name")} error={form.errorOf("name")}>
        {(wiring) => (
          <Input {...wiring} name="name" autoComplete="off" defaultValue={team.name} dir="auto" />
        )}
      </FormRow>
      <SubmitRow form={form}>{t("save")}</SubmitRow>
    </form>
  );
}

export function ArchiveTeam({ team: { id, name } }: { team: Team }) {
  const t = useTranslations("teams");
  const act = useTeamAct();
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" aria-label={t("archiveOf", { team: name })}>
          {t("archive")}
        </Button>
      }
      title={t("archiveTitle", { team: name })}
      description={t("archiveBody")}
      confirm={t("archive")}
      onConfirm={() =>
        act(changeTeamAction({ teamId: id, name, isArchived: true }), t("archived", { team: name }))
      }
    />
  );
}

export function RestoreTeam({ team: { id, name } }: { team: Team }) {
  const t = useTranslations("teams");
  const act = useTeamAct();
  return (
    <Button
      size="small"
      aria-label={t("restoreOf", { team: name })}
      onClick={() =>
        act(
          changeTeamAction({ teamId: id, name, isArchived: false }),
          t("restored", { team: name }),
        )
      }
    >
      {t("restore")}
    </Button>
  );
}
