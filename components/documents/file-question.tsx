"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { InspectionAnswers } from "@/lib/documents/schema";
import type { UploadQuestion } from "./upload-state";

type FileQuestionProps = {
  question: UploadQuestion;
  fileName: string;
  onAnswer: (answers: InspectionAnswers) => void;
  onOther: () => void;
};

/** What has to be known before a file can be taken, asked where it was dropped. */
export function FileQuestion({ question, fileName, onAnswer, onOther }: FileQuestionProps) {
  const t = useTranslations("newEnvelope");
  const errors = useTranslations("errors");
  const asksPassword = question === "document_encrypted" || question === "document_password_wrong";
  return (
    <section className="grid gap-4 rounded-md border border-hairline bg-surface p-4">
      <Notice
        tone={question === "document_password_wrong" ? "error" : "info"}
        title={t("question")}
      >
        <p>{errors(question)}</p>
        <p className="pt-1 text-xs">
          <bdi>{fileName}</bdi>
        </p>
      </Notice>
      {asksPassword ? <PasswordForm onAnswer={onAnswer} /> : null}
      {question === "document_signed" ? (
        <Choice
          verb={t("keepAndAdd")}
          help={t("keepAndAddHelp")}
          onChoose={() => onAnswer({ signed: "keep-and-add" })}
        />
      ) : null}
      {question === "document_has_inputs" ? (
        <>
          <Choice
            verb={t("flatten")}
            help={t("flattenHelp")}
            onChoose={() => onAnswer({ form: "flatten" })}
          />
          <Choice
            verb={t("keep")}
            help={t("keepHelp")}
            onChoose={() => onAnswer({ form: "keep" })}
          />
        </>
      ) : null}
      <Button variant="quiet" className="justify-self-start" onClick={onOther}>
        {t("chooseAnother")}
      </Button>
    </section>
  );
}

type ChoiceProps = { verb: string; help: string; onChoose: () => void };

function Choice({ verb, help, onChoose }: ChoiceProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Button onClick={onChoose}>{verb}</Button>
      <p className="max-w-[48ch] text-xs text-muted">{help}</p>
    </div>
  );
}

function PasswordForm({ onAnswer }: Pick<FileQuestionProps, "onAnswer">) {
  const t = useTranslations("newEnvelope");
  const [password, setPassword] = useState("");
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== "") onAnswer({ password });
      }}
    >
      <FormRow label={t("password")} help={t("passwordHelp")}>
        {(wiring) => (
          <Input
            {...wiring}
            type="password"
            dir="ltr"
            autoComplete="off"
            maxLength={128}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </FormRow>
      <Button type="submit" variant="primary" className="justify-self-start">
        {t("open")}
      </Button>
    </form>
  );
}
