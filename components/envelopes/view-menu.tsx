"use client";
import { Ellipsis, PencilLine, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { deleteViewAction, saveViewAction } from "@/lib/envelopes/actions";
import type { ListView } from "@/lib/envelopes/loaders";
import type { Sharing } from "./view-dialog";
import { ViewDialog } from "./view-dialog";

type ViewMenuProps = { view: ListView; query: string; sharing: Sharing };

/** What its owner can do with the view on screen. The list stays as it is when its name goes. */
export function ViewMenu({ view, query, sharing }: ViewMenuProps) {
  const t = useTranslations("envelopes");
  const words = useErrorWords();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const remove = async () => {
    const answer = await askPortal(deleteViewAction({ viewId: view.id }));
    if (!answer.ok) return void toast.error(words(answer.error));
    toast.success(t("viewDeleted"), { action: { label: t("undo"), onClick: putBack } });
    router.refresh();
  };
  const putBack = async () => {
    const { name, sharedWith, teamId } = view;
    const answer = await askPortal(saveViewAction({ name, filter: query, sharedWith, teamId }));
    if (!answer.ok) return void toast.error(words(answer.error));
    router.refresh();
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="quiet"
            size="smallIcon"
            className="max-md:size-11"
            aria-label={t("viewMenu", { name: view.name })}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setOpen(true)}>
            <PencilLine aria-hidden />
            {t("renameView")}
          </DropdownMenuItem>
          <DropdownMenuItem tone="danger" onSelect={remove}>
            <Trash2 aria-hidden />
            {t("deleteView")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ViewDialog
        open={open}
        onOpenChange={setOpen}
        query={query}
        sharing={sharing}
        replaced={view}
      />
    </>
  );
}
