import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import type { Memory, ProviderTools, Values } from "@/lib/provider-kit/contract";
import { closeServers, httpServer, testTransport } from "@/lib/provider-kit/server-testing";
import { createMemory, testTools } from "@/lib/provider-kit/testing";
import { emzano } from ".";

const reference = emzano.toReference("2ac617da-02e4-4c36-afe1-f65919206d62");
const glance = { recipients: [], wantsFile: false };
const wish = { recipients: [], wantsFile: true };
const someone = { order: 1, name: "Sara", nationalCode: "0012345679", contact: "09121234567" };
const base64 = Buffer.from("%PDF-1.7\n%%EOF").toString("base64");

type Reply = { readonly status?: number; readonly body?: unknown };
/** A provider whose every answer the test decides. */
type Office = {
  /** What it was asked: the grant of each token, the `onlyDetail` of each read. */
  readonly asked: string[];
  /** The access tokens that it takes. */
  readonly valid: Set<string>;
  token: (grant: string) => Reply | Promise<Reply>;
  document: (onlyDetail: string) => Reply;
};

/** The n-th grant is token `t<n>`. */
function grants() {
  let count = 0;
  return (): Reply => {
    count += 1;
    return { body: { access_token: `t${count}`, expires_in: 3_600, refresh_token: `r${count}` } };
  };
}

async function openOffice(change: Partial<Office> = {}) {
  const office: Office = {
    asked: [],
    valid: new Set(["t1", "t2"]),
    token: grants(),
    document: () => ({ body: { state: 2, title: "Lease", workflows: [someone] } }),
    ...change,
  };
  const reply = async (request: IncomingMessage): Promise<Reply> => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://office");
    if (pathname === "/Identity/connect/token") {
      const grant = new URLSearchParams(await text(request)).get("grant_type") ?? "";
      office.asked.push(grant);
      return office.token(grant);
    }
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    if (!office.valid.has(token)) return { status: 401 };
    const onlyDetail = searchParams.get("onlyDetail") ?? "";
    office.asked.push(onlyDetail);
    return office.document(onlyDetail);
  };
  const { url } = await httpServer(async (request, response) => {
    const { status = 200, body = "" } = await reply(request);
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const settings = emzano.settings.parse({
    baseUrl: new URL(url).origin,
    ...{ clientId: "office", clientSecret: "s1", username: "user", password: "s2" },
  }) as Values;
  const memory = createMemory();
  /** One more process: it shares the memory with the others and nothing else. */
  const enter = (tools: Partial<ProviderTools> = {}) =>
    emzano.open(settings, testTools([], { transport: testTransport(), memory, ...tools }));
  return { office, memory, enter };
}

const tokenCalls = ({ asked }: Office) => asked.filter((one) => !["true", "false"].includes(one));

afterEach(closeServers);

describe("a token that is not given", () => {
  test.each([
    [400, { error: "invalid_client" }, "rejected_credentials"],
    [400, { error: "invalid_grant", error_description: "wrong" }, "rejected_credentials"],
    [400, { error: "unauthorized_client" }, "rejected_credentials"],
    [401, { error: "invalid_client" }, "rejected_credentials"],
    [400, { error: "unsupported_grant_type" }, "unexpected"],
    [404, "<html>not here</html>", "unexpected"],
    [200, "<html>welcome</html>", "unexpected"],
    [429, { error: "too many" }, "rate_limited"],
    [500, { code: 1, message: "not valid" }, "unexpected"],
    [500, { code: 2, message: "later" }, "unavailable"],
    [503, { error: "Service Unavailable" }, "unavailable"],
    [502, "<html>bad gateway</html>", "unavailable"],
  ])("%i %j means %s", async (status, body, code) => {
    const { enter } = await openOffice({ token: () => ({ status, body }) });
    await expect(enter().authorize()).rejects.toMatchObject({ code });
  });
});

describe("the memory of a connection", () => {
  test("keeps a new token although somebody else wrote meanwhile", async () => {
    const { office, memory, enter } = await openOffice();
    const give = grants();
    office.token = async () => {
      const { value, rev } = await memory.read();
      await memory.replace({ ...value, ofSomebodyElse: rev }, rev);
      return give();
    };
    await enter().authorize();
    expect(await enter().authorize()).toEqual({ authorization: "Bearer t1" });
    expect(tokenCalls(office)).toEqual(["password"]);
  });

  test("a token is renewed a minute before its end; a dead refresh token is no matter", async () => {
    let minutes = 0;
    const { office, enter } = await openOffice();
    const give = grants();
    office.token = (grant) =>
      grant === "password" ? give() : { status: 400, body: { error: "invalid_grant" } };
    const { authorize } = enter({ now: () => new Date(minutes * 60_000) });
    const tokens = [];
    for (minutes of [0, 58.9, 59.1]) tokens.push((await authorize()).authorization);
    expect(tokens).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
    expect(tokenCalls(office)).toEqual(["password", "refresh_token", "password"]);
  });

  test("two processes that renew at once both end with a token that is good", async () => {
    const { office, enter } = await openOffice();
    const give = grants();
    const spent = new Set<string>();
    office.token = (grant) => {
      const isSpent = grant === "refresh_token" && spent.has(grant);
      spent.add(grant);
      return isSpent ? { status: 400, body: { error: "invalid_grant" } } : give();
    };
    await enter({ now: () => new Date(0) }).authorize();
    const proofs = await Promise.all([enter().authorize(), enter().authorize()]);
    const again = await enter().authorize();
    expect(tokenCalls(office).length).toBeLessThanOrEqual(4);
    expect(proofs).toContainEqual(again);
  });

  test("a token that was refused is forgotten, also when somebody else writes meanwhile", async () => {
    const { office, memory, enter } = await openOffice();
    const session = enter();
    await session.authorize();
    let isDisturbed = false;
    const disturbed: Memory = {
      read: memory.read,
      replace: async (value, rev) => {
        if (!isDisturbed) await memory.replace((await memory.read()).value, rev);
        isDisturbed = true;
        return memory.replace(value, rev);
      },
    };
    await enter({ memory: disturbed }).forgetAuthorization();
    await enter().authorize();
    expect(tokenCalls(office)).toHaveLength(2);
  });

  test("a newer token than the one that was refused is kept", async () => {
    const { office, memory, enter } = await openOffice();
    const late = enter();
    await late.authorize();
    const quick = enter();
    await quick.authorize();
    await quick.forgetAuthorization();
    await quick.authorize();
    await late.forgetAuthorization();
    expect(await enter().authorize()).toEqual({ authorization: "Bearer t2" });
    expect(tokenCalls(office)).toHaveLength(2);
    expect(JSON.stringify((await memory.read()).value)).toContain("t2");
  });

  test("ten reads whose token has died need one new token", async () => {
    const { office, enter } = await openOffice();
    const session = enter();
    await session.read(reference, glance);
    office.valid.delete("t1");
    await Promise.all(Array.from({ length: 10 }, () => session.read(reference, glance)));
    expect(tokenCalls(office)).toHaveLength(2);
  });

  test("a second refusal in a row is the credentials' fault", async () => {
    const { office, enter } = await openOffice({ valid: new Set() });
    await expect(enter().read(reference, glance)).rejects.toMatchObject({
      code: "rejected_credentials",
    });
    expect(tokenCalls(office)).toHaveLength(2);
  });
});

describe("a document is asked for", () => {
  const signed = (isFile: (onlyDetail: string) => boolean) => (onlyDetail: string) => ({
    body: {
      ...{ state: 3, title: "Lease", workflows: [someone] },
      base64: isFile(onlyDetail) ? base64 : null,
    },
  });

  test.each(["false", "true"])(
    "with the file when it is wanted (onlyDetail=%s brings it), else without",
    async (giving) => {
      const { office, enter } = await openOffice({ document: signed((ask) => ask === giving) });
      const other = giving === "true" ? "false" : "true";
      expect(await enter().read(reference, glance)).toMatchObject({ signedFile: null });
      office.asked.length = 0;
      const { status, signedFile } = await enter().read(reference, wish);
      expect(status).toBe("completing");
      expect(Buffer.from(signedFile ?? []).toString()).toBe("%PDF-1.7\n%%EOF");
      expect(office.asked).toEqual(giving === "false" ? ["false"] : ["false", "true"]);
      office.asked.length = 0;
      await enter().read(reference, wish);
      await enter().read(reference, glance);
      expect(office.asked).toEqual([giving, other]);
    },
  );

  test("in full again when the short form says nothing of the people", async () => {
    const { office, enter } = await openOffice({ document: signed((ask) => ask === "false") });
    await enter().read(reference, wish);
    office.document = (ask) => ({
      body: { state: 2, ...(ask === "false" && { workflows: [someone] }) },
    });
    expect((await enter().read(reference, glance)).recipients).toHaveLength(1);
  });

  test("and is completing as long as no file comes either way", async () => {
    const { office, enter } = await openOffice({ document: signed(() => false) });
    expect(await enter().read(reference, wish)).toMatchObject({
      status: "completing",
      signedFile: null,
    });
    expect(office.asked).toEqual(["password", "false", "true"]);
  });

  test("and what is on its way is no signed file, whatever comes with it", async () => {
    const { office, enter } = await openOffice({
      document: () => ({ body: { state: 2, workflows: [someone], base64 } }),
    });
    expect(await enter().read(reference, wish)).toMatchObject({
      status: "in_progress",
      signedFile: null,
    });
    expect(office.asked).toEqual(["password", "false"]);
  });

  test.each([
    [200, "<html>", "unexpected"],
    [200, {}, "unexpected"],
    [200, { code: 1, message: "no" }, "unexpected"],
    [404, "", "unknown_document"],
    [500, { code: 1, message: "not valid" }, "unknown_document"],
    [404, { code: 3006, message: "no" }, "unknown_document"],
    [429, "", "rate_limited"],
    [500, { code: 2, message: "later" }, "unavailable"],
    [500, { code: 3009, message: "again" }, "unavailable"],
    [500, { code: 3006, message: "no" }, "invalid_request"],
    [503, { code: null, message: "busy" }, "unavailable"],
    [503, { code: 503, message: "busy" }, "unavailable"],
  ])("and %i %j means %s", async (status, body, code) => {
    const { enter } = await openOffice({ document: () => ({ status, body }) });
    await expect(enter().read(reference, glance)).rejects.toMatchObject({ code });
  });

  test.each(["", "17", "..", "../../admin", "2ac617da"])(
    "only under a number that the provider could have given, not under %j",
    async (externalId) => {
      const { office, enter } = await openOffice();
      const reading = enter().read(emzano.toReference(externalId), glance);
      await expect(reading).rejects.toMatchObject({ code: "unknown_document" });
      expect(office.asked).toEqual([]);
    },
  );
});
