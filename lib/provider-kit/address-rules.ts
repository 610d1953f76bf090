import { BlockList, isIP } from "node:net";

/** IANA's IPv4 Special-Purpose Address Registry (RFC 6890, RFC 8190), and multicast (RFC 5771). */
const specialIpv4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

/**
 * IANA's IPv6 Special-Purpose Address Registry. Global unicast is assigned in 2000::/3 only, so
 * whatever lies outside (loopback, mapped IPv4, unique local, link-local, multicast, …) is three rows.
 */
const specialIpv6 = [
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
] as const;

/** RFC 6052: an IPv4 address in the last 32 bits; the only way to the IPv4 internet in some networks. */
const nat64 = "64:ff9b::";

// A list each: Node holds an IPv4 address against IPv6 rows as well, in its mapped form.
const ipv4 = new BlockList();
const ipv6 = new BlockList();
const behindNat64 = new BlockList();
const ipv4BehindNat64 = new BlockList();
for (const [start, bits] of specialIpv6) ipv6.addSubnet(start, bits, "ipv6");
behindNat64.addSubnet(nat64, 96, "ipv6");
for (const [start, bits] of specialIpv4) {
  ipv4.addSubnet(start, bits, "ipv4");
  ipv4BehindNat64.addSubnet(`${nat64}${start}`, 96 + bits, "ipv6");
}

/** Whether an IP address is anything but an ordinary one of the public internet; so is what is no address. */
export function isSpecialPurpose(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  if (version === 4) return ipv4.check(address, "ipv4");
  const list = behindNat64.check(address, "ipv6") ? ipv4BehindNat64 : ipv6;
  return list.check(address, "ipv6");
}

export type Destination = {
  /** A name, or an IP address without brackets. */
  readonly hostname: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** Whether the operator allowed plain HTTP, any port and any address here. */
  readonly isPrivate: boolean;
};

/**
 * Where a URL leads, or undefined where no request may go: only HTTPS at 443 and 8443, anything
 * else only to private hosts, and credentials in a URL never.
 * @param privateHosts `host` (any port) or `host:port`; IPv6 addresses in brackets
 */
export function findDestination(
  url: URL,
  privateHosts: readonly string[],
): Destination | undefined {
  const isSecure = url.protocol === "https:";
  if (!isSecure && url.protocol !== "http:") return undefined;
  if (url.username || url.password) return undefined;
  const port = Number(url.port || (isSecure ? 443 : 80));
  const isPrivate = privateHosts.some((host) =>
    [url.hostname, `${url.hostname}:${port}`].includes(host.toLowerCase()),
  );
  if (!isPrivate && !(isSecure && (port === 443 || port === 8443))) return undefined;
  return { hostname: url.hostname.replace(/^\[|\]$/g, ""), port, isSecure, isPrivate };
}
