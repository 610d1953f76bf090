"use client";
import { Link2, Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { bdi } from "@/components/envelopes/names";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { issueLinkAction } from "@/lib/envelopes/actions";
import { QrCode } from "./qr-code";

type LinkDialogProps = {
  envelopeId: string;
  envelopeTitle: string;
  recipientId: string;
  name: string;
};
type Issued = { readonly url: string; readonly message: string };

/** A recipient's own link to hand over: to copy, to scan, or as a ready text. */
export function LinkDialog({ envelopeId, envelopeTitle, recipientId, name }: LinkDialogProps) {
  const t = useTranslations("envelope");
  const words = useErrorWords();
  const [issued, setIssued] = useState<Issued>();
  const [error, setError] = useState<RefusedAction>();
  const open = async (isOpen: boolean) => {
    // One link per page load: every link that was handed out stays on record.
    if (!isOpen || issued) return;
    setError(undefined);
    const answer = await askPortal(issueLinkAction({ envelopeId, recipientId }));
    if (answer.ok) setIssued(answer.value);
    else setError(answer.error);
  };
  return (
    <Dialog onOpenChange={(isOpen) => void open(isOpen)}>
      <DialogTrigger asChild>
        <Button size="small" className="h-11 md:h-8" aria-label={t("linkOf", { name })}>
          <Link2 aria-hidden />
          {t("link")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t.rich("linkTitle", { bdi, name })} description={t("linkBody")}>
        {error ? <Notice tone="error">{words(error)}</Notice> : null}
        {issued ? (
          <Handover issued={issued} title={envelopeTitle} name={name} />
        ) : error ? null : (
          <div role="status" aria-label={t("linkMaking")} className="grid gap-3">
            <Skeleton className="h-10" />
            <Skeleton className="mx-auto size-48" />
            <Skeleton className="h-20" />
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

type HandoverProps = { issued: Issued; title: string; name: string };

function Handover({ issued: { url, message }, title, name }: HandoverProps) {
  const t = useTranslations("envelope");
  const [canShare, setCanShare] = useState(false);
  // Only in a secure context, and not in every browser.
  useEffect(() => setCanShare(typeof navigator.share === "function"), []);
  const share = async () => {
    // Closing the device's own sheet is a refusal like any other and needs no words.
    await navigator.share({ title, text: message }).catch(() => undefined);
  };
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <FormRow label={t("linkAddress")}>
          {({ required: _, ...wiring }) => (
            <Input
              {...wiring}
              dir="ltr"
              readOnly
              value={url}
              onFocus={({ target }) => target.select()}
            />
          )}
        </FormRow>
        <span>
          <CopyButton text={url} label={t("linkCopy")} />
        </span>
      </div>
      {/^(localhost|127\.|\[::1\])/.test(new URL(url).hostname) ? (
        <Notice tone="warning">{t("linkLoopback")}</Notice>
      ) : null}
      <figure className="grid justify-items-center gap-2">
        <QrCode text={url} label={t("linkQr", { name })} />
        <figcaption className="text-xs text-muted">{t("linkQrHelp")}</figcaption>
      </figure>
      <div className="grid gap-2">
        <FormRow label={t("linkText")}>
          {({ required: _, ...wiring }) => (
            <Textarea {...wiring} dir="auto" readOnly rows={4} value={message} />
          )}
        </FormRow>
        <span className="flex flex-wrap gap-2">
          <CopyButton text={message} label={t("linkCopyText")} />
          {canShare ? (
            <Button size="small" onClick={() => void share()}>
              <Share2 aria-hidden />
              {t("linkShare")}
            </Button>
          ) : null}
        </span>
      </div>
    </div>
  );
}
