/**
 * Which addresses a feed may lead to. The settings are a maintainer's own, so a feed that they name inside a private network
 * is read. But the feeds' authors decide where a name or a redirect leads, and that is never into such a network.
 */
import * as dns from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { FeedFault } from "./fault.ts";

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 127],
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv6");

export const isPrivateAddress = (address: string): boolean =>
  PRIVATE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Names that no public zone has. */
const PRIVATE_NAME = /^[^.]+\.?$|\.(localhost|local|internal|lan|svc|home\.arpa)\.?$/i;

/** Whether the address itself says that it is in a private network: by a number, or by such a name. */
export function saysPrivate({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(host) === 0 ? PRIVATE_NAME.test(host) : isPrivateAddress(host);
}

/** Whether `to` is of the same server as a named one: the server itself decides what it answers, by https as well. */
export const isSameServer = (named: URL, to: URL): boolean =>
  to.origin === named.origin ||
  (to.hostname === named.hostname && named.protocol === "http:" && to.protocol === "https:" && to.port === "");

const intoPrivate = (): FeedFault => new FeedFault("it leads into a private network");

/** Throws if the address is written as one in a private network. */
export function assertSaysPublic(url: URL): void {
  if (saysPrivate(url)) throw intoPrivate();
}

/** Finds the addresses of a name, without those in private networks. The connection uses these addresses and looks nothing up again. */
export const lookUpPublic: LookupFunction = (host, options, done) => {
  dns.lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const [first, ...others] = found.filter(({ address }) => !isPrivateAddress(address));
    if (!first) return done(intoPrivate(), []);
    if (options.all) done(null, [first, ...others]);
    else done(null, first.address, first.family);
  });
};
