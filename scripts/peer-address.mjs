import { BlockList, isIP } from "node:net";
import { StartError } from "./start-error.mjs";

const forwardedHeader = /^(x-forwarded-.*|forwarded|x-real-ip|x-muhr-peer)$/;

const familyOf = (address) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** `::ffff:10.0.0.1` is how a socket that listens on both families spells 10.0.0.1. */
const plain = (address) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");

/** @param {string} list addresses and CIDR ranges, separated by commas */
export function parseTrustedProxies(list) {
  const trusted = new BlockList();
  for (const entry of list
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean)) {
    const [address, bits, ...rest] = entry.split("/");
    const size = isIP(address) === 6 ? 128 : 32;
    const isRange = bits !== undefined;
    const isGood =
      isIP(address) !== 0 &&
      rest.length === 0 &&
      (!isRange || (/^\d{1,3}$/.test(bits) && Number(bits) <= size));
    if (!isGood)
      throw new StartError(
        `TRUSTED_PROXIES must be addresses or ranges such as 10.0.0.1,10.1.0.0/16, and "${entry}" is neither.`,
      );
    if (isRange) trusted.addSubnet(address, Number(bits), familyOf(address));
    else trusted.addAddress(address, familyOf(address));
  }
  return trusted;
}

/**
 * The address that a request came from: the socket's own, or, when the socket belongs to a
 * trusted proxy, the right-most hop in X-Forwarded-For that is not one. What stands left of
 * that hop was written by the client and proves nothing.
 * @param {string | undefined} socketAddress
 * @param {string | undefined} forwardedFor the header as it came, all lines joined by commas
 * @param {BlockList} trusted
 */
export function peerAddress(socketAddress, forwardedFor, trusted) {
  let peer = plain(socketAddress ?? "");
  const hops = (forwardedFor ?? "").split(",").map((hop) => plain(hop.trim()));
  while (isIP(peer) !== 0 && trusted.check(peer, familyOf(peer))) {
    const next = hops.pop();
    if (next === undefined || isIP(next) === 0) break;
    peer = next;
  }
  return peer;
}

/**
 * Leaves the portal nothing to believe but what this server knows: the peer's address from the
 * socket, and the host and protocol of PUBLIC_URL, whatever the client wrote into Host.
 * @param {import("node:http").IncomingHttpHeaders} headers changed in place
 * @param {URL} publicUrl
 */
export function makeHeadersTrue(headers, socketAddress, trusted, publicUrl) {
  const peer = peerAddress(socketAddress, headers["x-forwarded-for"], trusted);
  for (const name of Object.keys(headers)) if (forwardedHeader.test(name)) delete headers[name];
  headers.host = publicUrl.host;
  headers["x-forwarded-host"] = publicUrl.host;
  headers["x-forwarded-proto"] = publicUrl.protocol.replace(":", "");
  headers["x-forwarded-for"] = peer;
  headers["x-muhr-peer"] = peer;
}
