import type { ComponentProps } from "react";
import { Select } from "@/components/ui/select";

/** Every zone that this engine knows, and UTC, which the list of zones leaves out. */
const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

type TimeZoneSelectProps = Omit<ComponentProps<typeof Select>, "children" | "name" | "dir">;

export function TimeZoneSelect({ defaultValue, ...rest }: TimeZoneSelectProps) {
  const isKnown = typeof defaultValue !== "string" || zones.includes(defaultValue);
  return (
    <Select name="timeZone" dir="ltr" defaultValue={defaultValue} {...rest}>
      {isKnown ? null : <option value={defaultValue}>{defaultValue}</option>}
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll("_", " ")}
        </option>
      ))}
    </Select>
  );
}
