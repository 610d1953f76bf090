import { BlockList, isIP } from "node:net";

// The IANA registries of special-purpose addresses (RFC 6890 and what has joined it since),
// multicast, and what was never given out. A public server lives in none of them.
const four: readonly (readonly [string, number])[] = [
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
];
// Of IPv6 only 2000::/3 is given out; inside it these are special, and 6to4 and NAT64 carry IPv4.
const six: readonly (readonly [string, number])[] = [
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

// Apart, because a list takes an IPv4 address for its mapped one and finds that in `::/3`.
const specialFour = new BlockList();
for (const [net, prefix] of four) specialFour.addSubnet(net, prefix, "ipv4");
const specialSix = new BlockList();
for (const [net, prefix] of six) specialSix.addSubnet(net, prefix, "ipv6");

/** Whether an address is anything but a server on the public Internet. Text that is none counts. */
export function isSpecialAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  const family = isIP(plain);
  if (family === 0) return true;
  return family === 4 ? specialFour.check(plain, "ipv4") : specialSix.check(plain, "ipv6");
}
