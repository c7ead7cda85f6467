/**
 * Reads the secret `pods-redis-url`: an address, or YAML that adds an authority and a client certificate. We read it
 * ourselves, because the client takes what it does not understand for something else: `/openfaas` for database 0,
 * `?keyPrefix=` for an option. No error repeats a user or a password.
 */
import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import type { RedisOptions } from "ioredis";
import { load } from "js-yaml";
import * as z from "zod";

export type RedisAddress = Readonly<Pick<RedisOptions, "host" | "port" | "path" | "username" | "password" | "db">> & {
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
};

const PORT = 6379;
const PORT_MAX = 65_535;
/** What an address may hold of somebody's text and be repeated: it is too plain for a password in the wrong place. */
const PLAIN = /^[\w.+-]{1,20}$/;

const Parts = z.strictObject({
  url: z.string(),
  ca: z.string().optional(),
  cert: z.string().optional(),
  key: z.string().optional(),
});

/** Throws an Error with one sentence that names the fault. */
export function readAddress(text: string): RedisAddress {
  const { url, ...pem } = isYaml(text) ? readYaml(text) : { url: text.trim() };
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) throw malformed("it has no scheme such as redis:// at its beginning");
  switch (scheme.toLowerCase()) {
    case "redis":
      if (Object.keys(pem).length > 0) throw malformed("ca, cert and key need an address that begins with rediss://");
      return readServer(rest);
    case "rediss":
      return { ...readServer(rest), tls: readTls(pem) };
    case "unix":
      return readSocket(rest);
    case "redis+sentinel":
    case "rediss+sentinel":
      throw malformed("Redis Sentinel is not supported yet; give the address of Redis itself");
    case "redis+cluster":
    case "rediss+cluster":
      throw malformed("Redis Cluster is not supported yet; give the address of a Redis that is no cluster");
    default:
      throw malformed(
        `it knows redis://, rediss:// (with TLS) and unix://${PLAIN.test(scheme) ? `, not ${scheme}://` : ""}`,
      );
  }
}

const isYaml = (text: string): boolean => /^\s*\{|^(url|ca|cert|key):(\s|$)/m.test(text);

function readYaml(text: string): z.infer<typeof Parts> {
  let value: unknown;
  try {
    value = load(text);
  } catch {
    throw malformed("it is not YAML");
  }
  const { data } = Parts.safeParse(value);
  if (!data) throw malformed("as YAML it holds url, and for TLS ca, cert and key, all of them texts");
  return { ...data, url: data.url.trim() };
}

function readServer(text: string): RedisAddress {
  // A password may hold an @ that should have been %40, so the last one ends it.
  const at = text.lastIndexOf("@");
  const [, host, port, database, options] =
    /^(\[[0-9a-f:.]+\]|[^:/?#[\]\s]*)(?::(\d*))?(?:\/([^?#]*))?(?:\?(.*))?$/i.exec(text.slice(at + 1)) ?? [];
  if (host === undefined) throw malformed("after the host it takes a port and the number of a database: host:6379/0");
  const person = at < 0 ? {} : readUser(text.slice(0, at));
  if (host === "") throw malformed("it names no host");
  refuseOptions(options);
  return { host: host.replace(/^\[|\]$/g, ""), port: readPort(port), ...person, db: readDatabase(database) };
}

function readSocket(text: string): RedisAddress {
  const [, user, path, options] = /^(?:(.*)@)?(\/[^?]*)(?:\?(.*))?$/s.exec(text) ?? [];
  if (path === undefined) throw malformed("unix:// takes the absolute path of a socket: unix:///run/redis.sock");
  const [, database] = /^db=(.*)$/.exec(options ?? "") ?? [];
  if (database === undefined) refuseOptions(options);
  return { path, ...(user === undefined ? {} : readUser(user)), db: readDatabase(database) };
}

function readUser(text: string): Pick<RedisAddress, "username" | "password"> {
  const colon = text.indexOf(":");
  if (colon < 0)
    throw malformed("it names a user without a password; a password alone is written redis://:password@host");
  const password = decode(text.slice(colon + 1));
  const username = decode(text.slice(0, colon));
  if (password === "") throw malformed("its password is empty");
  return { password, ...(username === "" ? {} : { username }) };
}

function decode(text: string): string {
  try {
    if (!/[#/?@\s]/.test(text)) return decodeURIComponent(text);
  } catch {
    // A % that begins no code.
  }
  throw malformed(
    "the user or the password holds a character that an address cannot hold as it is: " +
      "write %23 for #, %2F for /, %3F for ?, %40 for @, %25 for % and %20 for a space",
  );
}

function readPort(text: string | undefined): number {
  if (text === undefined) return PORT;
  const port = Number(text);
  if (text === "" || port < 1 || port > PORT_MAX) throw malformed(`its port is not a number from 1 to ${PORT_MAX}`);
  return port;
}

/** Whether the server has that many it says itself, when we connect. */
function readDatabase(text: string | undefined): number {
  if (text === undefined || text === "") return 0;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const what = PLAIN.test(text) ? `"${text}"` : "what stands there";
  throw malformed(`${what} is not the number of a database; it is written redis://host:6379/1`);
}

function refuseOptions(text: string | undefined): void {
  const [name = ""] = (text ?? "").split(/[=&]/);
  if (text === undefined || text === "") return;
  throw malformed(`it takes no options after a ?${PLAIN.test(name) ? `, such as ${name}` : ""}`);
}

function readTls(pem: Omit<z.infer<typeof Parts>, "url">): NonNullable<RedisAddress["tls"]> {
  const tls = Object.fromEntries(
    Object.entries(pem).map(([name, text]) => [name, String(text).replaceAll("\\n", "\n")]),
  );
  if ((tls.cert === undefined) !== (tls.key === undefined)) throw malformed("cert and key belong together");
  for (const [name, text] of Object.entries(tls)) {
    if (!text.includes("-----BEGIN ")) throw malformed(`${name} is not in PEM format ("-----BEGIN …")`);
  }
  try {
    // A context takes an authority that is no certificate, and trusts nobody then.
    for (const text of [tls.ca, tls.cert]) if (text !== undefined) new X509Certificate(text);
    createSecureContext(tls);
  } catch {
    throw malformed("its ca, cert or key cannot be read, or the key is not the certificate's");
  }
  return tls;
}

const malformed = (what: string): Error =>
  new Error(
    `The secret pods-redis-url is malformed: ${what}. It holds an address such as "redis://:password@redis.openfaas:6379".`,
  );
