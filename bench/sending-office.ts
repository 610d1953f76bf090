import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { closeDatabase, openDatabase, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { saveConnection } from "@/lib/connections/save-connection";
import { chooseConnection } from "@/lib/envelopes/choose-connection";
import {
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendDraft,
} from "@/lib/envelopes/testing";
import type { SandboxProcess } from "./sandbox-process";

const signer = () =>
  person("سارا احمدی", { phone: "09121234567", identity: { national_id: "0012345679" } });

/** An office in this process, connected to a sandbox; a portal can be started on its folder later. */
export async function openSendingOffice(sandbox: SandboxProcess) {
  const folder = mkdtempSync(path.join(tmpdir(), "muhr-bench-"));
  const environment = {
    DATA_DIR: path.join(folder, "data"),
    MUHR_MASTER_KEY: randomBytes(32).toString("base64url"),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    PROVIDER_PRIVATE_HOSTS: new URL(sandbox.url).host,
    // This machine plays all providers of the world.
    CALLBACKS_PER_ADDRESS: "1000000000",
  };
  Object.assign(process.env, environment, { LOG_LEVEL: "error" });
  await openDatabase();
  await makeOffice();
  const admin = await makeAccount("admin");
  const owner = await makeAccount("staff");
  const now = new Date();
  const { connectionId } = await saveConnection(
    admin,
    {
      connectionId: null,
      providerId: "emzano",
      name: "Bench",
      isRehearsal: true,
      settings: sandbox.settings,
    },
    now,
  );
  return {
    environment,
    folder: environment.DATA_DIR,
    /** Puts so many envelopes of one document in the queue. @returns their ids */
    async queue(bytes: Uint8Array, count: number): Promise<string[]> {
      const documentId = await makeDocument(owner, bytes);
      const queued: string[] = [];
      for (let index = 0; index < count; index++) {
        const draft = await makeDraft(owner, documentId, [signer()]);
        const { rev } = await chooseConnection(owner, { ...draft, connectionId }, new Date());
        await sendDraft(owner, { envelopeId: draft.envelopeId, rev });
        queued.push(draft.envelopeId);
      }
      return queued;
    },
    /** Nothing that waits runs by itself in the next hour. */
    hold: () =>
      write(async (tx) => {
        await tx.update(jobs).set({ runAt: new Date(Date.now() + 3_600_000) });
      }),
    leave: closeDatabase,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
