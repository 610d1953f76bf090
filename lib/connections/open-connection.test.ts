import { expect, test } from "vitest";
import { openTestDatabase } from "@/db/testing";
import { providers } from "@/lib/providers/registry";
import { capabilitiesUnder, openConnection } from "./open-connection";
import { sealSettings } from "./seal-settings";

openTestDatabase();

const elsewhere = providers.filter(({ capabilities }) => capabilities.hosted === "there");

test.each(elsewhere.map((provider) => [provider.id, provider] as const))(
  "a screen opens beside a connection of %s whose settings cannot be read",
  (id, { capabilities }) => {
    const row = {
      ...{ id: "c", providerId: id, name: "Old", isEnabled: true, isRehearsal: false },
      ...{ settingsEncrypted: sealSettings("c", {}), createdAt: new Date() },
    } as Parameters<typeof capabilitiesUnder>[0];
    expect(() => openConnection(row)).toThrow();
    expect(capabilitiesUnder(row)).toEqual(capabilities);
  },
);
