import { describe, expect, test } from "vitest";
import { findDestination, isSpecialPurpose } from "./address-rules";

describe("a special-purpose address is recognised", () => {
  test.each([
    ["this network", "0.0.0.0", "0.255.255.255"],
    ["private", "10.0.0.0", "10.255.255.255"],
    ["shared by carriers", "100.64.0.0", "100.127.255.255"],
    ["loopback", "127.0.0.1", "127.255.255.255"],
    ["link-local, with the metadata services of clouds", "169.254.0.0", "169.254.169.254"],
    ["private", "172.16.0.0", "172.31.255.255"],
    ["protocol assignments", "192.0.0.0", "192.0.0.255"],
    ["documentation", "192.0.2.0", "192.0.2.255"],
    ["AS112", "192.31.196.1", "192.175.48.1"],
    ["multicast tunnels", "192.52.193.0", "192.52.193.255"],
    ["6to4 relays", "192.88.99.0", "192.88.99.255"],
    ["private", "192.168.0.0", "192.168.255.255"],
    ["benchmarks", "198.18.0.0", "198.19.255.255"],
    ["documentation", "198.51.100.0", "198.51.100.255"],
    ["documentation", "203.0.113.0", "203.0.113.255"],
    ["multicast", "224.0.0.1", "239.255.255.255"],
    ["reserved, broadcast", "240.0.0.0", "255.255.255.255"],
    ["unspecified, loopback", "::", "::1"],
    ["an IPv4 address as IPv6", "::127.0.0.1", "::8.8.8.8"],
    ["a mapped IPv4 address", "::ffff:10.0.0.1", "::ffff:7f00:1"],
    ["a mapped IPv4 address, even a public one", "::ffff:8.8.8.8", "::ffff:808:808"],
    ["an IPv4 address behind NAT64", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe"],
    ["an IPv4 address behind NAT64", "64:ff9b::192.168.1.1", "64:ff9b::a00:1"],
    ["NAT64 for local use", "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::1"],
    ["discard only, dummy", "100::1", "100:0:0:1::1"],
    ["Teredo and other protocols", "2001::1", "2001:1ff:ffff::1"],
    ["documentation", "2001:db8::1", "2001:db8:ffff::1"],
    ["6to4 around an IPv4 address", "2002:7f00:1::1", "2002:808:808::1"],
    ["AS112", "2620:4f:8000::1", "2620:4f:8000:ffff::1"],
    ["documentation", "3fff::1", "3fff:fff:ffff::1"],
    ["segment routing", "5f00::1", "5f00:ffff::1"],
    ["unique local", "fc00::1", "fdff:ffff::1"],
    ["link-local", "fe80::1", "fe80::1%eth0"],
    ["site-local", "fec0::1", "feff::1"],
    ["multicast", "ff02::1", "ffff::1"],
    ["not an address at all", "127.1", "0x7f000001"],
    ["not an address at all", "", "localhost"],
  ])("%s: %s, %s", (_, first, second) => {
    expect([isSpecialPurpose(first), isSpecialPurpose(second)]).toEqual([true, true]);
  });

  test.each([
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "128.0.0.0",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:200::1",
    "2003::1",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
    "3ffe::1",
    "64:ff9b::8.8.8.8",
  ])("%s is an ordinary address of the internet", (address) => {
    expect(isSpecialPurpose(address)).toBe(false);
  });
});

describe("where a URL may lead", () => {
  const find = (url: string, ...privateHosts: string[]) =>
    findDestination(new URL(url), privateHosts);

  test.each([
    ["https://sign.example.org/a", 443],
    ["https://sign.example.org:443/a", 443],
    ["https://sign.example.org:8443/a", 8443],
  ])("%s is an ordinary destination", (url, port) => {
    const expected = { hostname: "sign.example.org", port, isSecure: true, isPrivate: false };
    expect(find(url)).toEqual(expected);
  });

  test.each([
    "http://sign.example.org/",
    "http://sign.example.org:443/",
    "https://sign.example.org:444/",
    "https://sign.example.org:80/",
    "https://sign.example.org:22/",
    "ftp://sign.example.org/",
    "file:///etc/passwd",
    "data:text/plain,hello",
    "https://user@sign.example.org/",
    "https://user:password@sign.example.org/",
    "https://:password@sign.example.org/",
  ])("%s is forbidden", (url) => {
    expect(find(url)).toBeUndefined();
  });

  test("a private host may be reached without TLS and at any port, or at the named port alone", () => {
    expect(find("http://emblem.lan/", "emblem.lan")).toMatchObject({ port: 80, isPrivate: true });
    expect(find("http://emblem.lan:4001/", "emblem.lan")).toMatchObject({ port: 4001 });
    expect(find("http://emblem.lan:4001/", "emblem.lan:4001")).toMatchObject({ port: 4001 });
    expect(find("http://emblem.lan:4002/", "emblem.lan:4001")).toBeUndefined();
    expect(find("https://emblem.lan/", "emblem.lan:443")).toMatchObject({ isPrivate: true });
    expect(find("http://emblem.lan/", "emblem.lan:80")).toMatchObject({ isPrivate: true });
    expect(find("https://emblem.lan/", "emblem.lan:4001")).toMatchObject({ isPrivate: false });
    expect(find("http://[::1]:4001/", "[::1]:4001")).toMatchObject({ hostname: "::1", port: 4001 });
  });

  test("a private host is the same in capitals, and nothing else is the same", () => {
    expect(find("http://EMBLEM.lan/", "Emblem.LAN")).toMatchObject({ isPrivate: true });
    expect(find("http://a.emblem.lan/", "emblem.lan")).toBeUndefined();
    expect(find("http://emblem.lan.example.org/", "emblem.lan")).toBeUndefined();
    expect(find("http://emblem.lan/", "", "*", "lan", ":80")).toBeUndefined();
  });

  test("a private host is no way around credentials and protocols", () => {
    expect(find("http://user:password@emblem.lan/", "emblem.lan")).toBeUndefined();
    expect(find("ftp://emblem.lan/", "emblem.lan")).toBeUndefined();
  });

  test.each([
    "https://2130706433/",
    "https://0x7f000001/",
    "https://017700000001/",
    "https://0177.0.0.1/",
    "https://0x7f.1/",
    "https://127.1/",
    "https://127.0.0.1./",
    "https://①②⑦.0.0.1/",
    "https://127。0。0。1/",
    "https://[::ffff:127.0.0.1]/",
    "https://[0:0:0:0:0:0:0:1]/",
  ])("%s is seen as the loopback address that it spells", (url) => {
    const hostname = find(url)?.hostname ?? "";
    expect(["127.0.0.1", "::ffff:7f00:1", "::1"]).toContain(hostname);
    expect(isSpecialPurpose(hostname)).toBe(true);
  });
});
