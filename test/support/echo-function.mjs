// A function for tests of the gateway: it returns the request it got, and ends when it is asked to.
import { createServer } from "node:http";

const port = Number(process.env.PORT);
if (process.env.FAIL_AT_START) {
  console.error(process.env.FAIL_AT_START);
  process.exit(1);
}

createServer(async (request, response) => {
  if (request.url === "/crash") process.exit(3);
  if (request.url === "/slow") {
    response.write("first ");
    await new Promise((resolve) => request.once("close", resolve).resume().once("end", resolve));
    response.end("last");
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  console.log(`${request.method} ${request.url}`);
  response.writeHead(request.url === "/teapot" ? 418 : 200, {
    "X-Echo": ["one", "two"],
    "Content-Type": request.url === "/page" ? "text/html" : "application/json",
  });
  response.end(
    JSON.stringify({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString("base64"),
      pid: process.pid,
      temporary: process.env.TMPDIR,
    }),
  );
}).listen(port, "127.0.0.1");
