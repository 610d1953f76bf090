"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useId, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { deleteViewAction, saveViewAction } from "@/lib/envelopes/actions";
import type { ListChoices } from "@/lib/envelopes/list-choices";
import type { ListView } from "@/lib/envelopes/loaders";

/** With whom this person may share a view. */
export type Sharing = ListChoices["views"];

type ViewDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The list's query string. */
  query: string;
  sharing: Sharing;
  /** The view that gets another name or other readers. */
  replaced?: ListView;
};

const shareOf = (chosen: string) =>
  chosen === "nobody" || chosen === "office"
    ? ({ sharedWith: chosen, teamId: null } as const)
    : ({ sharedWith: "team", teamId: chosen } as const);

export function ViewDialog({ open, onOpenChange, query, sharing, replaced }: ViewDialogProps) {
  const t = useTranslations("envelopes");
  const words = useErrorWords();
  const router = useRouter();
  const form = useId();
  const [busy, startTransition] = useTransition();
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answers = new FormData(event.currentTarget);
    const name = String(answers.get("name"));
    const share = shareOf(String(answers.get("share") ?? "nobody"));
    startTransition(async () => {
      const saved = await askPortal(saveViewAction({ name, filter: query, ...share }));
      // The old one goes last, so that a failure leaves two rather than none.
      const answer =
        saved.ok && replaced ? await askPortal(deleteViewAction({ viewId: replaced.id })) : saved;
      if (!answer.ok) return void toast.error(words(answer.error));
      toast.success(t("viewSaved"));
      onOpenChange(false);
      router.refresh();
    });
  };
  const { mayShareWithOffice, mayShareWithTeams } = sharing;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={t(replaced ? "renameView" : "saveView")}
        description={t("saveViewHelp")}
        actions={
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t("saveViewConfirm")}
          </Button>
        }
      >
        <form id={form} onSubmit={save} className="grid gap-4">
          <FormRow label={t("viewName")}>
            {(wiring) => (
              <Input
                {...wiring}
                name="name"
                maxLength={80}
                autoComplete="off"
                defaultValue={replaced?.name}
              />
            )}
          </FormRow>
          {mayShareWithOffice ? (
            <FormRow label={t("share")}>
              {(wiring) => (
                <Select
                  {...wiring}
                  name="share"
                  defaultValue={replaced?.teamId ?? replaced?.sharedWith ?? "nobody"}
                >
                  <option value="nobody">{t("shareNobody")}</option>
                  {mayShareWithTeams.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {t("shareTeam", { name })}
                    </option>
                  ))}
                  <option value="office">{t("shareOffice")}</option>
                </Select>
              )}
            </FormRow>
          ) : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}
