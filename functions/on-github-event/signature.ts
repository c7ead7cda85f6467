/** GitHub's proof that a delivery is its own: an HMAC-SHA-256 over the raw bytes, made with the webhook's secret. */
import { createHmac, timingSafeEqual } from "node:crypto";

const FORMAT = /^sha256=[0-9a-f]{64}$/;

/** Whether it can be the signature of a body. */
export const isWellFormed = (signature: string | undefined): boolean => FORMAT.test(signature ?? "");

/**
 * Whether `signature` (the header X-Hub-Signature-256) was made over exactly these bytes with one of the secrets.
 * `secrets` holds one per line: two while the secret is being changed. Takes the same time for every wrong signature.
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secrets: string | undefined): boolean {
  const given = Buffer.from(signature ?? "");
  const wellFormed = isWellFormed(signature);
  let matches = false;
  for (const secret of linesOf(secrets)) {
    const made = Buffer.from(sign(body, secret));
    const same = timingSafeEqual(made, wellFormed ? given : Buffer.alloc(made.length));
    matches = (same && wellFormed) || matches;
  }
  return matches;
}

/** The header for a body. Tests and the demo use it to sign as GitHub does. */
export const sign = (body: Uint8Array, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

const linesOf = (secrets: string | undefined): string[] =>
  (secrets ?? "").split(/\r?\n/).flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
