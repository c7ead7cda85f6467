/** The secret `pods-github`: a plain token, or YAML with a token or with the id and private key of an app. */
import { createPrivateKey } from "node:crypto";
import { load } from "js-yaml";
import * as z from "zod";

const BaseUrl = z
  .url({ protocol: /^https?$/, error: "baseUrl is the address of GitHub's API" })
  .transform((url) => url.replace(/\/+$/, ""))
  .optional();
const Token = z.strictObject(
  { token: z.string("token is one text").min(1, "token is empty"), baseUrl: BaseUrl },
  "beside token stands at most baseUrl",
);
const App = z.strictObject(
  {
    appId: z.union([z.int().positive(), z.string().min(1)], "appId is the app's id or client id"),
    privateKey: z.string("privateKey is the app's private key (PEM)"),
    baseUrl: BaseUrl,
  },
  "beside appId and privateKey stands at most baseUrl",
);

export type GitHubSecret =
  | { readonly kind: "token"; readonly token: string; readonly baseUrl?: string | undefined }
  | {
      readonly kind: "app";
      readonly appId: number | string;
      readonly privateKey: string;
      readonly baseUrl?: string | undefined;
    };

/** Throws an Error that explains the fault and never shows the content of the secret. */
export function parseGitHubSecret(text: string): GitHubSecret {
  if (/^[\w.-]+$/.test(text)) return { kind: "token", token: text };
  const value = readYaml(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw malformed("a token is letters, digits, points, hyphens and underscores, without a space");
  const isApp = "appId" in value || "privateKey" in value;
  const read = isApp ? App.safeParse(value) : Token.safeParse(value);
  if (!read.success) throw malformed(read.error.issues[0]!.message);
  const { data } = read;
  if ("token" in data) return { kind: "token", ...data };
  return { kind: "app", ...data, privateKey: pemOf(data.privateKey) };
}

function readYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    throw malformed("it is not YAML");
  }
}

/** Any form of private key, with real or escaped line ends, as PKCS #8. */
function pemOf(text: string): string {
  try {
    const key = createPrivateKey(text.replaceAll("\\n", "\n").trim());
    return key.export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    throw malformed("privateKey is not a private key in PEM format");
  }
}

const malformed = (what: string): Error =>
  new Error(
    `The secret pods-github is malformed: ${what}. It holds a token, or the lines "appId: …" and "privateKey: |" with the key indented below, or "-".`,
  );
