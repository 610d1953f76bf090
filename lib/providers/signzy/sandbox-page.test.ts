import { expect, test } from "vitest";
import { aarav, connect, diya, openSandbox, pdf, received, strict, visit } from "./sandbox-testing";

test("the page shows whose contract it is, what must match, and that it is practice", async () => {
  const sandbox = await openSandbox();
  const made = await connect(sandbox).create({
    ...strict,
    contractName: "Lease <b>of</b> flat",
    emudhraCustomization: { headerColour: "#12AB34" },
  });
  const answer = await visit(made).get();
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toContain("Lease &lt;b&gt;of&lt;/b&gt; flat");
  expect(text).toContain('value="Aarav Kumar Sharma"');
  expect(text).toContain("alike by 0.90");
  expect(text).toContain("Practice only");
  expect(text).toContain("#12AB34");
});

test("the page refuses to stand in a frame", async () => {
  const sandbox = await openSandbox();
  const { headers } = await visit(await connect(sandbox).create()).get();
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

test.each([
  [0, "Sign with OTP"],
  [1, "Sign with face"],
  [2, "Sign with fingerprint"],
])("the page of signer %i has its own label", async (index, label) => {
  const sandbox = await openSandbox();
  const third = { ...diya, signatureType: "aadhaaresign-fingerprint", signerName: "Rohan Das" };
  const made = await connect(sandbox).create({ signerdetail: [aarav, diya, third] });
  expect(await (await visit(made, index).get()).text()).toContain(label);
});

test("the file is shown as it stands, with the signatures so far", async () => {
  const sandbox = await openSandbox();
  const made = await connect(sandbox).create();
  const page = visit(made, 1);
  const file = async () => Buffer.from(await (await fetch(`${page.address}/file`)).arrayBuffer());
  expect((await file()).equals(pdf)).toBe(true);
  await visit(made).sign();
  expect((await file()).length).toBeGreaterThan(pdf.length);
});

test("a wrong OTP stays on the page, keeps what was typed and is no attempt", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create();
  const answer = await visit(made).sign({ code: "000000", name: "A. Sharma" });
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toContain("The OTP is wrong");
  expect(text).toContain('value="A. Sharma"');
  expect((await read(made)).signerdetail[0].esignAttempts).toEqual([]);
  expect(received).toEqual([]);
});

test("after a failed match the page says so and asks again", async () => {
  const sandbox = await openSandbox();
  const made = await connect(sandbox).create(strict);
  await visit(made).sign({ gender: "female" });
  const text = await (await visit(made).get()).text();
  expect(text).toContain("The last attempt failed: Gender Match Failed");
  expect(text).toContain("Sign with OTP");
});

test("whoever has signed is led back and cannot sign again", async () => {
  const sandbox = await openSandbox();
  const made = await connect(sandbox).create();
  await visit(made).sign();
  for (const answer of [await visit(made).get(), await visit(made).sign()]) {
    const text = await answer.text();
    expect([answer.status, text.includes("You have signed this contract")]).toEqual([200, true]);
    expect(text).toContain("/return/good?a=1");
  }
  expect(received).toHaveLength(1);
});

test.each([
  ["twelve digits", { lastFour: "234123412346" }],
  ["no name", { name: " " }],
  ["a year of another time", { yearOfBirth: "1787" }],
  ["no gender that there is", { gender: "none" }],
])("%s: the form takes none of it", async (_, changes) => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create();
  expect((await visit(made).sign(changes)).status).toBe(400);
  expect((await read(made)).signerdetail[0].status).toBe("PENDING");
});

test("a form from elsewhere, and a link that nobody made, lead nowhere", async () => {
  const sandbox = await openSandbox();
  const made = await connect(sandbox).create();
  const foreign = await visit(made).post({ act: "cancel" }, { origin: "https://example.org" });
  expect(foreign.status).toBe(403);
  for (const path of ["17", `${made.signerdetail[0]?.signerId}/other`, ""])
    expect((await fetch(`${sandbox.url}/api/v3/contract/esign/${path}`)).status).toBe(404);
});
