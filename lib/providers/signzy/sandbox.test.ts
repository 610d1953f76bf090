import { expect, test } from "vitest";
import { countValid, expectSound, runTool } from "@/lib/pdf/testing";
import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import {
  aarav,
  challan,
  connect,
  control,
  diya,
  download,
  hosted,
  initiateBody,
  openSandbox,
  pdf,
  portalUrl,
  received,
  strict,
  visit,
} from "./sandbox-testing";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test("initiate answers with exactly the documented keys, and what was sent", async () => {
  const sandbox = await openSandbox();
  const sent = initiateBody({
    emudhraCustomization: { headerColour: "#FF0000", logoURL: "https://example.org/a.png" },
    estamp: challan,
  });
  const answer = await connect(sandbox).call("initiate", sent);
  expect(answer.status).toBe(200);
  const { pdf: link, ...said } = await answer.json();
  const { pdf: _, signerCallbackUrlAuthorizationHeader: __, ...echo } = sent;
  const origin = `${sandbox.url}/api/v3/contract/esign/`;
  expect(said).toEqual({
    ...echo,
    customerId: expect.stringMatching(uuid),
    username: expect.stringMatching(/\S/),
    contractId: expect.stringMatching(uuid),
    initialContractHash: toSha256(pdf),
    callbackExtraParameter: [],
    fileTtl: "2 days",
    signerdetail: [
      { ...aarav, signerId: expect.stringMatching(uuid), esignUrl: expect.any(String) },
      {
        ...diya,
        signatures: [{ ...diya.signatures[0], xCoordinate: [], yCoordinate: [] }],
        signerId: expect.stringMatching(uuid),
        esignUrl: expect.any(String),
      },
    ],
  });
  for (const { signerId, esignUrl } of said.signerdetail)
    expect(esignUrl).toBe(`${origin}${signerId}`);
  expect((await download(link)).equals(pdf)).toBe(true);
});

test("the least that live integrators send is taken, with the usual values", async () => {
  const sandbox = await openSandbox();
  const { signerName, signatureType } = aarav;
  const said = await connect(sandbox).create({
    eSignProvider: undefined,
    contractTtl: undefined,
    signerCallbackUrl: undefined,
    signerCallbackUrlAuthorizationHeader: undefined,
    signerdetail: [
      {
        signerName,
        signatureType,
        signatures: [{ pageNo: ["All"], signaturePosition: ["BottomLeft"] }],
      },
    ],
  });
  expect(said).toMatchObject({ eSignProvider: "EMUDHRA", contractTtl: 1_209_600_000 });
  expect(said).not.toHaveProperty("estamp");
});

test("the token stands alone in the header; another one, and none, are not known", async () => {
  const sandbox = await openSandbox();
  const { call } = connect(sandbox);
  const { accessToken } = sandbox.settings;
  for (const authorization of ["", "another", `Bearer ${accessToken}`]) {
    const answer = await call("initiate", initiateBody(), { authorization });
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { message: "Invalid authentication credentials" },
    ]);
  }
  expect(sandbox.ledger().documents).toEqual([]);
});

test("an unknown call, and a call that is not a POST, are on no route", async () => {
  const sandbox = await openSandbox();
  expect(await connect(sandbox).refused("initiated", {})).toEqual([
    404,
    "no Route matched with those values",
  ]);
  expect((await fetch(`${sandbox.url}/api/v3/contract/pullData`)).status).toBe(404);
  expect((await fetch(`${sandbox.url}/elsewhere`)).status).toBe(404);
});

test("a body that is not called JSON is not read, and one that is none is refused", async () => {
  const sandbox = await openSandbox();
  const { call, refused } = connect(sandbox);
  const type = { "content-type": "text/plain" };
  const answer = await call("pullData", { contractId: "17" }, type);
  expect((await answer.json()).message).toBe("contractId is required");
  expect(await refused("initiate", "{")).toEqual([400, "value must be of type object"]);
});

test("two people sign: files, states, callbacks with their headers, and valid signatures", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create(strict);
  const before = await read(made);
  expect(before).toMatchObject({
    contractId: made.contractId,
    initialSignerCount: 2,
    signedSignerCount: 0,
    deletedSignerCount: 0,
    cancelledSignerCount: 0,
    initialContractHash: toSha256(pdf),
    finalSignedContract: "",
    finalSignedContractHash: "",
    isCompleted: false,
    contractCompletionTime: "",
    contractStatus: "INITIATED",
    deletedsignerdetail: [],
  });
  expect(before.signerdetail[0]).toMatchObject({ status: "PENDING", esignAttempts: [] });
  expect((await download(before.initialContract)).equals(pdf)).toBe(true);

  const first = await visit(made).sign();
  expect([first.status, first.headers.get("location")]).toEqual([
    303,
    `${portalUrl()}/return/good?a=1`,
  ]);
  const [signed, waiting] = (await read(made)).signerdetail;
  expect(signed).toMatchObject({
    status: "SIGNED",
    nameMatchResult: "1.00",
    errorMessage: "NA",
    noOfSuccessfulAttempts: 1,
  });
  expect(waiting.status).toBe("PENDING");
  const half = await download(signed.signerSignedContract);
  expect(toSha256(half)).toBe(signed.signerSignedContractHash);
  expect(received).toMatchObject([
    { path: "/callbacks/signer", authorization: "header-of-the-signers" },
  ]);
  const [{ signerId } = { signerId: "" }] = made.signerdetail;
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
    contractId: made.contractId,
    signerId,
    status: "200",
    signerMatchData: { nameMatch: "Direct Match", dobMatch: "Match" },
  });

  const she = { name: "Diya Nair", lastFour: "2468", yearOfBirth: "1992", gender: "female" };
  expect((await visit(made, 1).sign(she)).status).toBe(303);
  const after = await read(made);
  expect(after).toMatchObject({
    isCompleted: true,
    signedSignerCount: 2,
    contractStatus: "COMPLETED",
    contractCompletionTime: expect.stringMatching(/^\d\d\/\d\d\/\d{4}, \d\d:\d\d:\d\d$/),
  });
  const final = await download(after.finalSignedContract);
  expect(toSha256(final)).toBe(after.finalSignedContractHash);
  expect(final.subarray(0, half.length).equals(half)).toBe(true);
  expect(half.subarray(0, pdf.length).equals(pdf)).toBe(true);
  expectSound(final);
  // One for the first signer's box, one box on each of three pages for the second.
  const { valid, said } = countValid(final);
  expect(valid).toBe(4);
  expect(said).toContain(aarav.signerName);
  expect(said).toContain("CAdES");
  expect(received.map((each) => each.path)).toEqual([
    "/callbacks/signer",
    "/callbacks/signer",
    "/callbacks/contract",
  ]);
  expect(received[2]?.authorization).toBe("header-of-the-contract");
  expect(JSON.parse(received[2]?.body ?? "")).toMatchObject({
    contractId: made.contractId,
    signerCount: 2,
  });
  expect(sandbox.ledger().documents).toMatchObject([
    { id: made.contractId, state: "signed", cost: 1, finalSha256: toSha256(final) },
  ]);
});

test("the order of signing is nobody's business but the office's", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create();
  await sandbox.act({ documentId: made.contractId, recipient: "Diya Nair", act: "sign" });
  await sandbox.act({ documentId: made.contractId, recipient: 0, act: "sign" });
  expect((await read(made)).isCompleted).toBe(true);
});

test("what a certificate says of a person is in pullData, made up", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create();
  await visit(made).sign();
  const { esignAttempts } = (await read(made)).signerdetail[0];
  expect(esignAttempts).toEqual([
    {
      errorMessage: "NA",
      aadhaarStatus: "1",
      aadhaarErrorMessage: "NA",
      signerDscData: {
        state: "Karnataka",
        pincode: "560001",
        dnQualifier: expect.any(String),
        yob: "1987",
        gender: "M",
        uidLastFourDigits: "1345",
        x500UniqueIdentifier: expect.any(String),
        aadhaarToken: expect.stringMatching(/^sandbox-aadhaar-token-[0-9a-f]{48}$/),
        pseudonym: expect.any(String),
        aadhaarType: "Personal",
        country: "IN",
        name: aarav.signerName,
      },
    },
  ]);
});

test("a name that is not like enough fails, is called back, and may be tried again", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create(strict);
  const failed = await visit(made).sign({ name: "Vivaan Rao", yearOfBirth: "1988" });
  expect(failed.headers.get("location")).toBe(`${portalUrl()}/return/bad?a=1`);
  const signer = (await read(made)).signerdetail[0];
  expect(signer).toMatchObject({
    status: "PENDING",
    errorMessage: "Name Match Failed, Year Of Birth Match Failed",
    nameMatchResult: expect.stringMatching(/^0\.\d\d$/),
    noOfSuccessfulAttempts: 0,
    signerSignedContract: "",
  });
  expect(signer.esignAttempts).toHaveLength(1);
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
    status: "500",
    signerSignedContract: "",
    signerMatchData: {},
  });
  // The order of the words and their case are no difference.
  await visit(made).sign({ name: "SHARMA, Aarav Kumar" });
  expect((await read(made)).signerdetail[0]).toMatchObject({
    status: "SIGNED",
    errorMessage: "NA",
  });
});

test.each([
  ["gender", { gender: "transgender" }, "Gender Match Failed"],
  ["year of birth", { yearOfBirth: "1986" }, "Year Of Birth Match Failed"],
])("another %s fails where it is to match, and nowhere else", async (_, changes, message) => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const held = await create(strict);
  await visit(held).sign(changes);
  expect((await read(held)).signerdetail[0].errorMessage).toBe(message);
  const loose = await create({ nameMatchThreshold: "0.90" });
  await visit(loose).sign(changes);
  expect((await read(loose)).signerdetail[0].status).toBe("SIGNED");
});

test("without a threshold any name will do", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create();
  await visit(made).sign({ name: "Somebody Else" });
  expect((await read(made)).signerdetail[0]).toMatchObject({
    status: "SIGNED",
    nameMatchResult: "NA",
  });
});

test("whoever declines ends it, with a reason", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create();
  const answer = await visit(made).post({ act: "cancel", reason: "The rent is wrong" });
  expect(answer.headers.get("location")).toBe(`${portalUrl()}/return/bad?a=1`);
  expect(await read(made)).toMatchObject({
    isCompleted: false,
    cancelledSignerCount: 1,
    contractStatus: "CANCELLED",
    contractCancelTimestamp: expect.stringMatching(/\d/),
    signerdetail: [{ signerCancelMessage: "The rent is wrong" }, { status: "PENDING" }],
  });
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({ status: "500" });
  expect(await (await visit(made, 1).get()).text()).toContain("Signing was declined");
});

test("delete takes a contract away, once", async () => {
  const sandbox = await openSandbox();
  const { create, call, refused } = connect(sandbox);
  const { contractId } = await create();
  const answer = await call("delete", { contractId });
  expect(await answer.json()).toMatchObject({ contractId, isSuccess: true });
  expect(await refused("pullData", { contractId })).toEqual([404, "Contract Not Found"]);
  expect(await refused("delete", { contractId })).toEqual([404, "Contract Not Found"]);
  expect(sandbox.ledger().documents).toMatchObject([{ state: "deleted", cost: 1 }]);
});

test("deleteSigner takes one out; when the others have signed, that completes it", async () => {
  const sandbox = await openSandbox();
  const { create, call, read, refused } = connect(sandbox);
  const made = await create();
  const { contractId, signerdetail } = made;
  await visit(made).sign();
  const gone = { contractId, signerId: signerdetail[1]?.signerId };
  expect(await refused("deleteSigner", { ...gone, signerId: contractId })).toEqual([
    404,
    "Signer Not Found",
  ]);
  expect(await (await call("deleteSigner", gone)).json()).toEqual({
    ...gone,
    message: expect.any(String),
  });
  expect(await read(made)).toMatchObject({
    isCompleted: true,
    initialSignerCount: 2,
    signedSignerCount: 1,
    deletedSignerCount: 1,
    deletedsignerdetail: [{ signerName: "Diya Nair", signerId: gone.signerId }],
  });
  expect((await visit(made, 1).get()).status).toBe(404);
  const again = { ...gone, signerId: signerdetail[0]?.signerId };
  expect((await refused("deleteSigner", again))[0]).toBe(400);
});

test("a contract lapses after its time, and by the control plane", async () => {
  const sandbox = await openSandbox();
  const { create, refused } = connect(sandbox);
  const short = await create({ contractTtl: 1 });
  const long = await create();
  await control(sandbox, "/expire", { documentId: long.contractId });
  for (const made of [short, long]) {
    const { contractId } = made;
    expect(await refused("pullData", { contractId })).toEqual([404, "Contract Not Found"]);
    expect(await (await visit(made).sign()).text()).toContain("has expired");
  }
  expect(sandbox.ledger().documents.map(({ state }) => state)).toEqual(["expired", "expired"]);
});

test("an address that ends in .pdf is fetched, once and nowhere else", async () => {
  const sandbox = await openSandbox({ largestFileBytes: pdf.length });
  const { create, read, refused } = connect(sandbox);
  hosted.set("/contract.pdf", pdf);
  hosted.set("/large.pdf", Buffer.concat([pdf, Buffer.alloc(1)]));
  hosted.set("/text.pdf", Buffer.from("hello"));
  const made = await create({ pdf: `${portalUrl()}/contract.pdf?a=1` });
  expect((await read(made)).initialContractHash).toBe(toSha256(pdf));
  expect(sandbox.ledger().fetches).toMatchObject([
    { documentId: made.contractId, method: "GET", status: 200, length: pdf.length },
  ]);
  for (const [name, message] of [
    ["large.pdf", `pdf must be smaller than ${pdf.length} bytes`],
    ["text.pdf", "pdf must be a valid PDF"],
    ["gone.pdf", "pdf could not be downloaded"],
    ["moved.pdf", "pdf could not be downloaded"],
    ["contract.docx", "Invalid URL extension"],
  ])
    expect(await refused("initiate", initiateBody({ pdf: `${portalUrl()}/${name}` }))).toEqual([
      400,
      message,
    ]);
});

test("the ledger hides what must not lie about, and answers over its own port", async () => {
  const sandbox = await openSandbox();
  await connect(sandbox).create({ persistAuthKey: "Bahaar2026" });
  const ledger = await (await fetch(`${sandbox.controlUrl}/ledger`)).json();
  expect(ledger.documents).toHaveLength(1);
  expect(JSON.stringify(ledger.requests)).not.toMatch(/header-of-the-|Bahaar2026/);
});

test("the signed file has the password that was asked for, and the initial one has none", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create({ persistAuthKey: "Bahaar2026", estamp: challan });
  for (const recipient of [0, 1])
    await sandbox.act({ documentId: made.contractId, recipient, act: "sign" });
  const facts = await read(made);
  const file = await download(facts.finalSignedContract);
  const run = (program: string, ...words: string[]) =>
    runTool(program, words, { "in.pdf": file }).output;
  const password = ["-upw", "Bahaar2026"];
  expect(() => run("pdftotext", "in.pdf", "-")).toThrow();
  expect(run("pdftotext", ...password, "in.pdf", "-")).toContain("Stamp duty of Rs. 100");
  expect(run("pdfsig", ...password, "in.pdf").split("Signature is Valid")).toHaveLength(5);
  expect(facts.finalSignedContractHash).toBe(toSha256(file));
  expect((await download(facts.initialContract)).equals(pdf)).toBe(true);
});

test("the signature is that of whoever the Aadhaar names", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create({ signerdetail: [aarav] });
  await visit(made).sign({ name: "A. K. Sharma" });
  const { said } = countValid(await download((await read(made)).finalSignedContract));
  expect(said).toContain("Signer Certificate Common Name: A. K. Sharma");
});
