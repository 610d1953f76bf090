import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";

type ToolButtonProps = Omit<ComponentProps<typeof Button>, "variant" | "size" | "onClick"> & {
  words: string;
  isDisabled?: boolean;
  isPressed?: boolean;
  /** None for what opens a menu: its trigger brings its own. */
  onPress?: () => void;
};

/** One icon of a toolbar; a finger gets 44 px. */
export function ToolButton({
  words,
  isDisabled,
  isPressed,
  onPress,
  className,
  ...rest
}: ToolButtonProps) {
  return (
    <Button
      variant="quiet"
      size="icon"
      className={cn(
        "size-9 aria-pressed:bg-tile-soft aria-pressed:text-on-tile-soft pointer-coarse:size-11",
        className,
      )}
      aria-label={words}
      title={words}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={onPress}
      {...rest}
    />
  );
}
