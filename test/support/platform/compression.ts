import * as assert from "uvu/assert";

/** The fixture's page arrives whole in both forms, and a copy of one is confirmed whatever the caller accepts now. */
export async function checkCompression(url: string): Promise<void> {
  const page = (headers: Record<string, string>) => fetch(`${url}/page`, { headers });
  const sent = await page({ "Accept-Encoding": "gzip" });
  assert.is(sent.headers.get("content-encoding"), "gzip");
  assert.match(sent.headers.get("vary") ?? "", "Accept-Encoding");
  const plain = await page({ "Accept-Encoding": "identity" });
  assert.is(plain.headers.get("content-encoding"), null);
  const text = await plain.text();
  assert.is(await sent.text(), text);
  assert.ok(text.endsWith(" é</p>"));
  for (const encoding of ["gzip", "identity"]) {
    const headers = { "Accept-Encoding": encoding, "If-None-Match": sent.headers.get("etag") ?? "" };
    assert.is((await page(headers)).status, 304);
  }
}
