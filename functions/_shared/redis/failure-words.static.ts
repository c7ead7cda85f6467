/** The sentences about a Redis that does not do what we ask. A bundle holds them compressed. */
export const FULL =
  "Redis is full: only leaving, pausing, working independently, declining and being forgotten work. A maintainer has to give it more memory.";
export const OTHER_KEY =
  "The secret pods-identity-key holds another key than this community began with, so nobody can tell who asked to be forgotten. Until the earlier key is back, nothing is recorded, imported or forgotten. docs/deploy.md says what to do if it is lost.";
export const NOT_SAVING = "Redis cannot write to its disk and accepts no changes. A maintainer has to look at it.";
export const BUSY = "Redis is busy with a function that does not end. A maintainer has to look at it.";
export const LOADING = "Redis is loading its data. Try again in a few seconds.";
export const REPLICA =
  "The Redis that pods-redis-url names is a replica and accepts no changes. A maintainer has to name the primary.";
export const ALONE = "Redis accepts no changes while too few replicas follow it. A maintainer has to look at it.";
export const NO_DATABASE =
  "Redis has no database of the number in pods-redis-url. A maintainer has to correct the number after the last slash.";
export const OLD =
  "The server that pods-redis-url names cannot run our functions: it is older than Redis 7. A maintainer has to name a Redis 7 or Valkey 8.";
export const CROWDED = "Redis has no connection left for this function. Try again in a few seconds.";
export const CLUSTER =
  "The server that pods-redis-url names is a node of a Redis Cluster, which is not supported yet. A maintainer has to name a Redis that is no cluster.";
export const PASSWORD =
  "Redis refuses this function's user name or password. A maintainer has to correct the secret pods-redis-url.";
export const AWAY = "Redis cannot be reached at the moment. Nothing is lost; try again in a few seconds.";
export const NOT_REDIS =
  "What answers at the address in pods-redis-url does not speak as Redis does. A maintainer has to check the port, and whether it wants TLS (rediss://).";
const UNTRUSTED =
  "The certificate of Redis cannot be trusted. A maintainer has to put its authority into the secret pods-redis-url, as YAML with url and ca.";

/** Why there is no connection, by the code of the error. Only a connection that never worked says something of its address. */
export const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: "The host in pods-redis-url has no address. A maintainer has to correct its name.",
  EAI_AGAIN: "The name of the host in pods-redis-url cannot be looked up at the moment. Try again in a few seconds.",
  ECONNREFUSED:
    "Nothing listens at the host and port in pods-redis-url. Redis may be starting; if this stays, a maintainer has to check them.",
  EHOSTUNREACH: "There is no way to the host in pods-redis-url. A maintainer has to check the address and the network.",
  ENETUNREACH: "There is no way to the host in pods-redis-url. A maintainer has to check the address and the network.",
  ENOENT: "There is no socket at the path in pods-redis-url. A maintainer has to check it, and whether Redis runs.",
  EACCES: "This function may not open the socket at the path in pods-redis-url. A maintainer has to give it the right.",
  ERR_SSL_WRONG_VERSION_NUMBER:
    "The server that pods-redis-url names does not speak TLS. A maintainer has to write redis:// instead of rediss://.",
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_HAS_EXPIRED: "The certificate of Redis has expired. A maintainer has to renew it.",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "The certificate of Redis is for another host than the one in pods-redis-url. A maintainer has to correct either.",
};
export const WANTS_TLS =
  "The server that pods-redis-url names ends the connection before it says anything: it may want TLS. A maintainer has to try rediss://.";
export const WANTS_CERTIFICATE =
  "Redis ends the TLS connection: it may want a client certificate. A maintainer has to add cert and key to the secret pods-redis-url.";
export const NO_TLS =
  "The server that pods-redis-url names takes the connection but does not begin TLS. A maintainer has to try redis:// instead of rediss://.";
export const SILENT =
  "Nothing answers at the host and port in pods-redis-url. A maintainer has to check them, and whether a firewall or a network policy is between.";
