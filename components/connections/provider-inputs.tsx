"use client";
import type { ReactNode } from "react";
import { useId } from "react";
import { MoreRows } from "@/components/ui/more-rows";
import { isActive } from "@/lib/vocabulary/input-shape";
import { withNames } from "./fill-in";
import type { How, ProviderShape, Values } from "./provider-input";
import { ProviderInput } from "./provider-input";
import { SigningPageSketch } from "./signing-page-sketch";
import type { Words } from "./use-provider-words";
import { useProviderWords } from "./use-provider-words";

type ProviderInputsProps = {
  providerId: string;
  part: "options" | "settings";
  shapes: readonly ProviderShape[];
  values: Values;
  /** Of the envelope's people, in order. */
  names?: readonly string[] | undefined;
  /** Of the envelope's document. */
  pageCount?: number | undefined;
  errorOf?: ((name: string) => string | undefined) | undefined;
  doubtOf?: ((name: string) => string | undefined) | undefined;
  /** What stands below the inputs of a group. */
  below?: ((group: string) => ReactNode) | undefined;
  onChange: (values: Values, how: How) => void;
};

/**
 * The inputs of a provider's settings or options, drawn from their shapes; words are messages. What
 * does not count with the others as they are is not shown.
 */
export function ProviderInputs(props: ProviderInputsProps) {
  const { providerId, part, shapes, values, names = [], errorOf, onChange } = props;
  const words = useProviderWords(providerId);
  const shown = shapes.filter((shape) => isActive(shape, shapes, values));
  const toInput = (shape: ProviderShape) => (
    <ProviderInput
      key={shape.name}
      part={part}
      shape={shape}
      words={words}
      values={values}
      pageCount={props.pageCount}
      suggested={shape.person === null ? undefined : names[shape.person - 1]?.trim()}
      error={errorOf?.(shape.name)}
      doubt={props.doubtOf?.(shape.name)}
      onChange={(value, how) =>
        onChange(withNames(shapes, values, { ...values, [shape.name]: value }, names), how)
      }
    />
  );
  const rare = shown.filter(({ isRare }) => isRare);
  const usual = shown.filter(({ isRare }) => !isRare);
  const groups = [...new Set(usual.flatMap(({ group }) => group ?? []))];
  const isUsed = ({ name, preset }: ProviderShape) =>
    errorOf?.(name) !== undefined || (values[name] ?? preset ?? "") !== (preset ?? "");
  return (
    <>
      {usual.filter(({ group }) => group === null).map(toInput)}
      {groups.map((group) => {
        const members = usual.filter((shape) => shape.group === group);
        return (
          <InputGroup key={group} group={group} words={words}>
            {members.map(toInput)}
            {members.some(({ paints }) => paints) ? (
              <SigningPageSketch shapes={members} values={values} />
            ) : null}
            {props.below?.(group)}
          </InputGroup>
        );
      })}
      {rare.length > 0 ? (
        <MoreRows isOpen={rare.some(isUsed)} className="grid gap-4 pt-2">
          {rare.map(toInput)}
        </MoreRows>
      ) : null}
    </>
  );
}

type InputGroupProps = {
  group: string;
  words: { readonly groups?: Words; readonly groupHelp?: Words };
  children: ReactNode;
};

/** Options that belong together, under a heading of their own. */
function InputGroup({ group, words, children }: InputGroupProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 rounded-md border border-hairline bg-surface p-3 sm:p-4"
    >
      <div className="grid gap-0.5">
        <h4 id={id} className="text-sm font-semibold">
          {words.groups?.[group] ?? group}
        </h4>
        {words.groupHelp?.[group] ? (
          <p className="text-xs text-muted">{words.groupHelp[group]}</p>
        ) : null}
      </div>
      {children}
    </section>
  );
}
