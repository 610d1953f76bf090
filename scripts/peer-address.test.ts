import { expect, test } from "vitest";
import { makeHeadersTrue, parseTrustedProxies, peerAddress } from "./peer-address.mjs";

const none = parseTrustedProxies("");
const office = parseTrustedProxies("10.0.0.1, 192.168.0.0/16, fd00::/8");

test("without a trusted proxy the socket decides, whatever the client wrote", () => {
  expect(peerAddress("203.0.113.7", "127.0.0.1", none)).toBe("203.0.113.7");
  expect(peerAddress("203.0.113.7", undefined, none)).toBe("203.0.113.7");
});

test("a proxy that is not in the list is a client like any other", () => {
  expect(peerAddress("10.0.0.2", "203.0.113.7", office)).toBe("10.0.0.2");
});

test("behind trusted proxies the right-most hop that is not one of them counts", () => {
  expect(peerAddress("10.0.0.1", "203.0.113.7", office)).toBe("203.0.113.7");
  expect(peerAddress("10.0.0.1", "1.1.1.1, 203.0.113.7, 192.168.4.4", office)).toBe("203.0.113.7");
  expect(peerAddress("fd12::1", "2001:db8::9", office)).toBe("2001:db8::9");
});

test("a mapped address is the address that it maps", () => {
  expect(peerAddress("::ffff:10.0.0.1", "::ffff:203.0.113.7", office)).toBe("203.0.113.7");
  expect(peerAddress("::ffff:203.0.113.7", undefined, none)).toBe("203.0.113.7");
});

test("words where a hop should be leave the nearest address that is known", () => {
  expect(peerAddress("10.0.0.1", "unknown", office)).toBe("10.0.0.1");
  expect(peerAddress("10.0.0.1", "203.0.113.7, <script>", office)).toBe("10.0.0.1");
  expect(peerAddress("10.0.0.1", "", office)).toBe("10.0.0.1");
  expect(peerAddress("10.0.0.1", "192.168.1.1, 192.168.1.2", office)).toBe("192.168.1.1");
  expect(peerAddress(undefined, "203.0.113.7", office)).toBe("");
});

test.each(["10.0.0", "10.0.0.0/33", "10.0.0.0/8/8", "example.com", "::1/129", "10.0.0.0/"])(
  "%s is refused as a trusted proxy",
  (entry) => {
    expect(() => parseTrustedProxies(entry)).toThrow(/TRUSTED_PROXIES/);
  },
);

test("nothing that a client forged reaches the portal, and links keep the public address", () => {
  const headers: Record<string, string | string[]> = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "gopher",
    "x-forwarded-port": "1",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-server": "evil.example",
    "x-real-ip": "127.0.0.1",
    "x-muhr-peer": "127.0.0.1",
    forwarded: "for=127.0.0.1;host=evil.example",
    "user-agent": "kept",
  };
  makeHeadersTrue(headers, "203.0.113.7", none, new URL("https://sign.example.com"));
  expect(headers).toEqual({
    host: "sign.example.com",
    "x-forwarded-host": "sign.example.com",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.7",
    "x-muhr-peer": "203.0.113.7",
    "user-agent": "kept",
  });
});
