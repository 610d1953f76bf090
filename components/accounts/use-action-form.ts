"use client";
import type { FocusEvent, FormEvent } from "react";
import { useState, useTransition } from "react";
import type { z } from "zod";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { useIsReady } from "@/components/ui/use-is-ready";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import type { AppErrorCode } from "@/lib/kernel/errors";
import { useInputWords } from "./use-input-words";

type Failure = Extract<ActionResult<unknown>, { ok: false }>["error"];
type InputErrors = Readonly<Record<string, string>>;

type ActionForm<Input, Value> = {
  readonly schema: z.ZodType<Input>;
  readonly action: (input: unknown) => Promise<ActionResult<Value>>;
  /** What the form sends without showing it, such as the token of a link. */
  readonly fixed?: Readonly<Record<string, string | boolean>>;
  /** Errors of the use case that belong under an input. */
  readonly inputOf?: Partial<Record<AppErrorCode, string>>;
  readonly onDone: (value: Value, form: HTMLFormElement) => void;
};

/**
 * A form whose inputs keep what was typed, which says what is wrong under each of them, and which
 * sends once. The button waits for the script: a form sent before it would lose its inputs.
 */
export function useActionForm<Input, Value>(form: ActionForm<Input, Value>) {
  const { schema, action, fixed, inputOf = {}, onDone } = form;
  const words = useErrorWords();
  const inputWords = useInputWords();
  const [errors, setErrors] = useState<InputErrors>({});
  const [notice, setNotice] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const isReady = useIsReady();

  function judge(element: HTMLFormElement): { input: unknown; found: InputErrors } {
    const input = { ...Object.fromEntries(new FormData(element)), ...fixed };
    const parsed = schema.safeParse(input);
    const issues = parsed.success ? [] : parsed.error.issues;
    // The first issue of an input is the one that a person reads.
    const found = Object.fromEntries(
      issues.toReversed().map(({ path, message }) => [String(path[0] ?? ""), inputWords(message)]),
    );
    return { input, found };
  }

  function showFailure({ code, values }: Failure) {
    const place = code === "invalid" ? String(values.input ?? "") : inputOf[code];
    if (!place) return setNotice(words({ code, values }));
    setErrors({
      [place]: code === "invalid" ? inputWords(String(values.reason)) : words({ code, values }),
    });
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    if (isPending) return;
    const { input, found } = judge(element);
    setErrors(found);
    setNotice(undefined);
    const [first] = Object.keys(found);
    if (first !== undefined) return focusOn(element, Object.keys(found));
    startTransition(async () => {
      const result = await askPortal(action(input));
      if (result.ok) onDone(result.value, element);
      else showFailure(result.error);
    });
  }

  function onInput(event: FormEvent<HTMLFormElement>) {
    const { name } = event.target as unknown as { name?: string };
    if (name && errors[name]) setErrors(({ [name]: _former, ...others }) => others);
  }

  function onBlur(event: FocusEvent<HTMLFormElement>) {
    const { name, value } = event.target as unknown as { name?: string; value?: string };
    const next = event.relatedTarget;
    // A sentence that appears while the button is being pressed would move it from under the mouse.
    const isSubmitting = next instanceof HTMLButtonElement && next.type === "submit";
    if (!name || !value || isSubmitting) return;
    const { [name]: wrong } = judge(event.currentTarget).found;
    if (wrong) setErrors((others) => ({ ...others, [name]: wrong }));
  }

  return {
    formProps: { onSubmit, onInput, onBlur, method: "post", noValidate: true } as const,
    errorOf: (name: string): string | undefined => errors[name],
    notice,
    isPending,
    isReady,
  };
}

/** The topmost wrong input gets the caret. */
function focusOn(form: HTMLFormElement, names: readonly string[]) {
  for (const element of form.elements)
    if (
      (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) &&
      names.includes(element.name)
    )
      return element.focus();
}
