/** Turns the bytes of a feed into text. Servers and files often name a wrong encoding. */

/** UTF-8 wherever the bytes are that; otherwise what is said, and else what browsers take. */
export function decodeFeed(body: Buffer, contentType: string): string {
  const named = markOf(body) ?? declaredIn(body) ?? /charset=["']?([\w.:-]+)/i.exec(contentType)?.[1];
  for (const encoding of ["utf-8", named, "windows-1252"]) {
    if (encoding === undefined) continue;
    try {
      return new TextDecoder(encoding, { fatal: encoding === "utf-8" }).decode(body);
    } catch {
      // Not in this encoding, or there is no such one.
    }
  }
  return body.toString("latin1");
}

/** Of the two encodings that begin with a mark. */
function markOf(body: Buffer): string | undefined {
  const mark = body.subarray(0, 2).toString("hex");
  if (mark === "fffe") return "utf-16le";
  return mark === "feff" ? "utf-16be" : undefined;
}

const declaredIn = (body: Buffer): string | undefined =>
  /^\s*<\?xml[^>]*?encoding=["']([\w.:-]+)/.exec(body.subarray(0, 200).toString("latin1"))?.[1];
