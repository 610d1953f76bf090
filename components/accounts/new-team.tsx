"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { createTeamAction } from "@/lib/accounts/actions";
import { createTeamInput } from "@/lib/accounts/schema";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

/** The button that makes a team; the first one says once more what it changes. */
export function NewTeam({ isFirst }: { isFirst: boolean }) {
  const t = useTranslations("teams");
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const finish = (team: string) => {
    setIsOpen(false);
    toast.success(t("created", { team }));
    router.refresh();
  };
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          {t(isFirst ? "first" : "new")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("newTitle")}
        description={t(isFirst ? "firstDescription" : "newDescription")}
      >
        <NewTeamForm onDone={finish} />
      </DialogContent>
    </Dialog>
  );
}

function NewTeamForm({ onDone }: { onDone: (team: string) => void }) {
  const t = useTranslations("teams");
  const form = useActionForm({
    schema: createTeamInput,
    action: createTeamAction,
    onDone: (_made, element) => onDone(String(new FormData(element).get("name")).trim()),
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      <FormRow label={t("name")} error={form.errorOf("name")}>
        {(wiring) => <Input {...wiring} name="name" autoComplete="off" dir="auto" />}
      </FormRow>
      <SubmitRow form={form}>{t("create")}</SubmitRow>
    </form>
  );
}
