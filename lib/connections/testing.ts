import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { read, write } from "@/db/client";
import { connections, providerCalls } from "@/db/schema/connections";
import { auditEvents, jobs } from "@/db/schema/system";
import { newId } from "@/lib/kernel/ids";
import type { SigningProvider, Values } from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import { providers } from "@/lib/providers/registry";
import type { ConnectionRow } from "./seal-settings";
import { sealSettings } from "./seal-settings";

const settings = z.strictObject({
  address: z.url("invalid").meta({ address: true }),
  user: z.string().min(1, "required").max(40),
  password: z.string().min(1, "required").meta({ secret: true }),
  key: z.string().meta({ secret: true }).optional(),
  mode: z.enum(["calm", "loud"]).default("calm"),
  copies: z.int().min(1).default(2),
  isFormal: z.boolean().default(false),
});

const own = providers.find(({ capabilities }) => capabilities.hosted === "here");
if (!own) throw new Error("This version of Muhr has no signer of its own");

/** A service outside whose only address is `token`; it remembers what that answered. */
export const post: SigningProvider = {
  ...own,
  id: "post",
  displayName: "Post",
  capabilities: {
    ...own.capabilities,
    hosted: "there",
    callbacks: { scope: "final", address: "per_attempt" },
  },
  settings,
  baseUrl: ({ address }) => new URL(String(address)),
  open: ({ address, user, password }, { transport, memory }) => ({
    authorize: async () => ({}),
    forgetAuthorization: async () => {},
    read: async () => {
      throw new ProviderError("unexpected", "post");
    },
    async check() {
      try {
        const answer = await transport.request({
          method: "POST",
          url: new URL("token", String(address)),
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: Buffer.from(new URLSearchParams({ user, password } as never).toString()),
        });
        const { message, token } = JSON.parse(Buffer.from(answer.body).toString());
        if (answer.status !== 200)
          throw new ProviderError("rejected_credentials", "post", { code: answer.status, message });
        const { rev } = await memory.read();
        await memory.replace({ token }, rev);
        return { isReachable: true };
      } catch (error) {
        if (error instanceof ProviderError || error instanceof TransportError)
          return { isReachable: false, error };
        throw error;
      }
    },
  }),
};

/** As `post`, but its test asks for what nobody has: 400 is the answer that it wants. */
export const askingPost: SigningProvider = {
  ...post,
  id: "asking-post",
  open: (values, tools) => ({
    ...post.open(values, tools),
    async check() {
      const url = new URL("parcels/nobody", String(values.address));
      const { status } = await tools.transport.request({ method: "GET", url, headers: {} });
      return status === 400
        ? { isReachable: true }
        : { isReachable: false, error: new ProviderError("unexpected", "post", { code: status }) };
    },
  }),
};

/** Makes both known to the registry, as folders of their own would. */
export const registerPost = (): number => (providers as SigningProvider[]).push(post, askingPost);

export type PostOffice = {
  readonly address: string;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): void;
};

/** A real server for `post` on a free port of this machine that the portal may reach. */
export async function openPostOffice(): Promise<PostOffice> {
  const office = { answer: (_: IncomingMessage, response: ServerResponse) => response.end() };
  const server = createServer((request, response) => {
    request.resume().on("end", () => office.answer(request, response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.PROVIDER_PRIVATE_HOSTS = host;
  return Object.assign(office, {
    address: `http://${host}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  }) as PostOffice;
}

/** A connection as it lies in the database. */
export async function makeConnection(
  provider: SigningProvider,
  stored: Values,
  also: Partial<ConnectionRow> = {},
): Promise<ConnectionRow> {
  const id = newId();
  return write(async (tx) => {
    const [row] = await tx
      .insert(connections)
      .values({
        id,
        providerId: provider.id,
        name: "Office",
        settingsEncrypted: sealSettings(id, stored),
        createdAt: new Date(),
        ...also,
      })
      .returning();
    if (!row) throw new Error("The connection was not written");
    return row;
  });
}

export const callsOf = (connectionId: string) =>
  read((db) =>
    db.query.providerCalls.findMany({
      where: (call, { eq }) => eq(call.connectionId, connectionId),
      orderBy: (call, { asc }) => asc(call.at),
    }),
  );

/** All that is kept where a secret must not be found, as text. */
export const everythingStored = async (): Promise<string> =>
  JSON.stringify(
    await read(async (db) => [
      await db.select().from(connections),
      await db.select().from(providerCalls),
      await db.select().from(auditEvents),
      await db.select().from(jobs),
    ]),
    // Bytes as their letters, so that what was not encrypted would be seen.
    (_, value) => (value?.type === "Buffer" ? Buffer.from(value.data).toString("latin1") : value),
  );
