/**
 * A server with the contract of the official node18, node20 and node22 templates: express with body-parser,
 * `(event, context, callback)`, RAW_BODY and MAX_RAW_SIZE. Our bundles must run under it, and benchmarks compare with it.
 *
 *     TEMPLATE=node18 HANDLER=./index.cjs http_port=3000 node official-template.mjs
 */
import { createRequire } from "node:module";

const { TEMPLATE = "node18", HANDLER = "", RAW_BODY, MAX_RAW_SIZE = "100kb", http_port: port = "3000" } = process.env;
// node22 has the next major versions of both; the handler's contract is the same.
const [expressName, parserName] = TEMPLATE === "node22" ? ["express5", "body-parser2"] : ["express4", "body-parser1"];

const require = createRequire(import.meta.url);
const express = require(expressName);
const bodyParser = require(parserName);
const handler = require(HANDLER);

const app = express();
app.disable("x-powered-by");
app.use((request, _, next) => {
  request.headers["content-type"] ||= "text/plain";
  next();
});
if (RAW_BODY === "true") {
  app.use(bodyParser.raw({ type: "*/*", limit: MAX_RAW_SIZE }));
} else {
  app.use(bodyParser.text({ type: "text/*" }));
  app.use(bodyParser.json());
  app.use(bodyParser.urlencoded({ extended: true }));
}
app.use(call);
app.listen(Number(port), "127.0.0.1", () => console.log(`${TEMPLATE} listening on port: ${port}`));

/** A handler may use its context, call back, or return its result. */
async function call(request, response) {
  const { body, headers, method, query, path } = request;
  const context = new Context(response);
  const callback = (error, result) => (error ? context.fail(error) : context.succeed(result));
  try {
    const result = await handler({ body, headers, method, query, path }, context, callback);
    if (!context.called) context.succeed(result);
  } catch (error) {
    context.fail(error);
  }
}

class Context {
  called = false;
  #response;
  #status = 200;
  #headers = {};

  constructor(response) {
    this.#response = response;
  }

  status(code) {
    if (!code) return this.#status;
    this.#status = code;
    return this;
  }

  headers(values) {
    if (!values) return this.#headers;
    this.#headers = values;
    return this;
  }

  succeed(result) {
    const isPlain = Array.isArray(result) || result?.constructor === Object;
    this.#reply(isPlain ? JSON.stringify(result) : result);
  }

  fail(error) {
    console.error(error);
    if (this.#status === 200) this.#status = 500;
    this.#reply(String(error));
  }

  #reply(body) {
    this.called = true;
    this.#response.set(this.#headers).status(this.#status).send(body);
  }
}
