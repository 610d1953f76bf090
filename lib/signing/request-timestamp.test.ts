import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countValid, expectSound, samplePdf } from "@/lib/pdf/testing";
import { createAuthority } from "./create-authority";
import { prepareDocument } from "./prepare-document";
import { requestTimestamp } from "./request-timestamp";
import { signRevision } from "./sign-revision";
import { verifyDocument } from "./verify-document";

const configuration = `
[ req ]
distinguished_name = name
[ name ]
[ root ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[ stamper ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[ tsa ]
default_tsa = tsa1
[ tsa1 ]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
certs = root.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

let folder: string;
let server: Server;
let address: string;
let answer: (query: Buffer) => Buffer;
const sha256 = Buffer.alloc(32, 7);

const openssl = (...words: string[]) =>
  execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });

/** What `openssl ts` answers. */
function stamp(query: Buffer): Buffer {
  writeFileSync(join(folder, "query"), query);
  openssl(..."ts -reply -config tsa.cnf -queryfile query -out reply".split(" "));
  return readFileSync(join(folder, "reply"));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "muhr-tsa-"));
  writeFileSync(join(folder, "tsa.cnf"), configuration);
  writeFileSync(join(folder, "serial"), "01");
  const key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config tsa.cnf";
  openssl(
    ...`req -x509 ${key} -keyout root.key -out root.pem -subj /CN=Stamp-root -days 3650 -extensions root`.split(
      " ",
    ),
  );
  openssl(...`req ${key} -keyout tsa.key -out tsa.csr -subj /CN=Stamp`.split(" "));
  openssl(
    ..."x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -out tsa.pem -days 3650 -extfile tsa.cnf -extensions stamper".split(
      " ",
    ),
  );
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      response.setHeader("content-type", "application/timestamp-reply");
      response.end(answer(Buffer.concat(parts)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

describe("a time-stamp", () => {
  it("lifts a signature to B-T, and verifies", async () => {
    answer = stamp;
    const now = new Date();
    const { authority } = createAuthority("Example office", now);
    const prepared = await prepareDocument({
      bytes: samplePdf([{}]),
      form: "keep",
      placements: [{ id: "a", page: 1, x: 60, y: 200, width: 180, height: 70 }],
    });
    const signed = await signRevision({
      bytes: prepared.bytes,
      authority,
      person: { name: "Anna", recipientId: "a-1" },
      at: now,
      timestampUrl: address,
      signatures: [
        {
          signatureField: "muhr-a",
          mark: { kind: "typed", text: "Anna", direction: "ltr" },
          caption: undefined,
        },
      ],
    });
    expect(signed.timestamp).toBe("added");
    expect(countValid(signed.bytes).valid).toBe(1);
    expectSound(signed.bytes);
    const roots = [authority.certificate];
    const pem = readFileSync(join(folder, "root.pem"), "utf8");
    const root = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
    const verdict = await verifyDocument({ bytes: signed.bytes, roots, timestampRoots: [root] });
    expect(verdict.signatures).toMatchObject([
      { level: "B-T", timeSource: "timestamp", identityAndTrust: { verdict: "good" } },
    ]);
    const strange = await verifyDocument({ bytes: signed.bytes, roots, timestampRoots: roots });
    expect(strange.signatures[0]?.identityAndTrust.problems).toEqual(["timestamp_wrong"]);
  });

  it("is not believed when it is for something else", async () => {
    answer = stamp;
    const other = await requestTimestamp(address, Buffer.alloc(32, 8));
    expect(other.length).toBeGreaterThan(500);
    const old = stamp(Buffer.from(openssl("ts", "-query", "-digest", "08".repeat(32), "-sha256")));
    answer = () => old;
    await expect(requestTimestamp(address, sha256)).rejects.toThrow("something else");
  });

  it("is not believed when it answers an older question", async () => {
    const query = openssl("ts", "-query", "-digest", sha256.toString("hex"), "-sha256", "-cert");
    const old = stamp(Buffer.from(query));
    answer = () => old;
    await expect(requestTimestamp(address, sha256)).rejects.toThrow("another question");
  });

  it("is refused when the answer is endless or no answer at all", async () => {
    answer = () => Buffer.alloc(100_000);
    await expect(requestTimestamp(address, sha256)).rejects.toThrow("too long");
    answer = () => Buffer.from("<html>");
    await expect(requestTimestamp(address, sha256)).rejects.toThrow();
  });

  it("that fails does not undo the signature, and is told", async () => {
    answer = () => Buffer.from("<html>");
    const now = new Date();
    const { authority } = createAuthority("Example office", now);
    const prepared = await prepareDocument({
      bytes: samplePdf([{}]),
      form: "keep",
      placements: [{ id: "a", page: 1, x: 60, y: 200, width: 180, height: 70 }],
    });
    const signed = await signRevision({
      bytes: prepared.bytes,
      authority,
      person: { name: "Anna", recipientId: "a-1" },
      at: now,
      timestampUrl: address,
      signatures: [{ signatureField: "muhr-a", mark: undefined, caption: undefined }],
    });
    expect(signed.timestamp).toBe("failed");
    expect(countValid(signed.bytes).valid).toBe(1);
  });
});
