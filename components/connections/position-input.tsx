"use client";
import { RadioGroup as RadixRadioGroup } from "radix-ui";
import type { ControlWiring } from "@/components/ui/form-row";
import type { BoxPosition } from "@/lib/vocabulary/capabilities";
import { boxPositions } from "@/lib/vocabulary/capabilities";
import type { Words } from "./use-provider-words";

const isPosition = (choice: string): choice is BoxPosition =>
  boxPositions.some((known) => known === choice);

/** Whether all of these are places on a page, which are shown as a page. */
export const arePositions = (choices: readonly string[]): choices is readonly BoxPosition[] =>
  choices.length > 0 && choices.every(isPosition);

type PositionInputProps = {
  wiring: ControlWiring;
  label: string;
  choices: readonly BoxPosition[];
  words: Words | undefined;
  value: string;
  onChange: (value: string) => void;
};

/** A page in small whose places are pressed; arrow keys go from one to the next. */
export function PositionInput({
  wiring,
  label,
  choices,
  words,
  value,
  onChange,
}: PositionInputProps) {
  const { required: _, ...described } = wiring;
  return (
    <span className="flex flex-wrap items-end gap-3">
      <RadixRadioGroup.Root
        {...described}
        dir="ltr"
        aria-label={label}
        value={value}
        onValueChange={onChange}
        // A page is the same in every language; its left stays at the left.
        className="grid h-48 w-36 grid-cols-3 grid-rows-3 rounded-sm border border-edge bg-[#fff]"
      >
        {choices.map((choice) => {
          const place = boxPositions.indexOf(choice);
          return (
            <RadixRadioGroup.Item
              key={choice}
              value={choice}
              aria-label={words?.[choice] ?? choice}
              style={{ gridRow: Math.floor(place / 3) + 1, gridColumn: (place % 3) + 1 }}
              className="group grid place-items-center rounded-sm"
            >
              <span className="grid h-7 w-9 content-center gap-1 rounded-sm border border-dashed border-[#767676] px-1 group-hover:border-solid group-data-[state=checked]:border-solid group-data-[state=checked]:border-[#0b5c66] group-data-[state=checked]:bg-[#0b5c66]">
                {[1, 2].map((line) => (
                  <span
                    key={line}
                    className="h-0.5 bg-[#767676] group-data-[state=checked]:bg-[#fff]"
                  />
                ))}
              </span>
            </RadixRadioGroup.Item>
          );
        })}
      </RadixRadioGroup.Root>
      <span aria-hidden className="text-sm">
        {words?.[value] ?? value}
      </span>
    </span>
  );
}
