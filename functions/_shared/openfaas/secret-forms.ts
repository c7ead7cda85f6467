/** The form of the secrets that are plain text. A sentence about a fault never repeats their content. */
import type { SecretName } from "./secrets.ts";

const KEY_LENGTH_MIN = 16;
const WEBHOOK_LINES_MAX = 2;

/** Throws an Error that names the fault. Secrets that hold more than a text are checked by the code that reads them. */
export function checkForm(name: SecretName, value: string): void {
  switch (name) {
    case "pods-admin-key":
    case "pods-identity-key":
      if (!isKey(value)) throw malformed(name, KEY);
      return;
    case "pods-webhook-secret": {
      const lines = value.split(/\r?\n/).filter((line) => line.trim() !== "");
      if (lines.length > WEBHOOK_LINES_MAX) {
        throw malformed(name, `it has ${lines.length} lines, but takes one secret, or two while it is being changed`);
      }
      // It is a text of GitHub's form, which takes spaces too.
      if (lines.some((line) => line.trim().length < KEY_LENGTH_MIN)) throw malformed(name, TOO_SHORT);
      return;
    }
    case "pods-redis-url":
    case "pods-github":
    case "pods-chat":
    case "pods-settings":
      return;
    default:
      name satisfies never;
  }
}

/** A reader of a secret that is used as it is. */
export const wellFormed =
  (name: SecretName) =>
  (text: string): string => {
    checkForm(name, text);
    return text;
  };

const CREATE = 'Create one with "openssl rand -hex 32"';
const KEY = `it needs at least ${KEY_LENGTH_MIN} characters and no spaces. ${CREATE}`;
const TOO_SHORT = `it needs at least ${KEY_LENGTH_MIN} characters. ${CREATE}`;
const isKey = (text: string): boolean => text.length >= KEY_LENGTH_MIN && !/\s/.test(text);
const malformed = (name: SecretName, what: string) => new Error(`The secret ${name} is malformed: ${what}.`);
