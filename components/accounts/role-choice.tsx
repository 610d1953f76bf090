"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormRow } from "@/components/ui/form-row";
import { Select } from "@/components/ui/select";
import type { Role } from "@/lib/vocabulary/account";
import { roles } from "@/lib/vocabulary/account";

/** A role and, under it, what that role may do. */
export function RoleChoice({ initial, error }: { initial: Role; error: string | undefined }) {
  const t = useTranslations();
  const [role, setRole] = useState(initial);
  const choose = (value: string) => setRole(roles.find((known) => known === value) ?? initial);
  return (
    <FormRow label={t("people.role")} error={error} help={t(`people.roleHelp.${role}`)}>
      {(wiring) => (
        <Select
          {...wiring}
          name="role"
          value={role}
          onChange={(event) => choose(event.target.value)}
        >
          {roles.map((each) => (
            <option key={each} value={each}>
              {t(`roles.${each}`)}
            </option>
          ))}
        </Select>
      )}
    </FormRow>
  );
}
