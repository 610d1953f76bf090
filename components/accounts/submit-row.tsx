"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type SubmitRowProps = {
  form: { notice: string | undefined; isPending: boolean; isReady: boolean };
  wide?: boolean;
  tone?: "primary" | "danger";
  children: ReactNode;
};

/** What went wrong with the whole form, and the button that sends it. */
export function SubmitRow({ form, wide = false, tone = "primary", children }: SubmitRowProps) {
  return (
    <>
      {form.notice ? <Notice tone="error">{form.notice}</Notice> : null}
      <Button
        type="submit"
        variant={tone}
        busy={form.isPending}
        disabled={!form.isReady}
        className={wide ? "w-full" : "justify-self-start"}
      >
        {children}
      </Button>
    </>
  );
}
