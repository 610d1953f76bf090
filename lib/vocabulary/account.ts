export const roles = ["admin", "manager", "staff", "auditor"] as const;
export type Role = (typeof roles)[number];
export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

export const accountStates = ["active", "disabled"] as const;
export type AccountState = (typeof accountStates)[number];
