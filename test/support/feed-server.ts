/** A server of feeds for tests, at an address of this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = string | Buffer | { status?: number; headers?: Record<string, string>; body?: string | Buffer };
type Serve = (request: IncomingMessage, response: ServerResponse) => void;

const servers: { close(): void }[] = [];
/** Call it after a file's last suite. */
export const closeFeedServers = (): void => {
  for (const server of servers.splice(0)) server.close();
};

export async function openFeedServer() {
  const pages = new Map<string, Answer | Serve>();
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const page = pages.get(request.url ?? "");
    if (typeof page === "function") page(request, response);
    else answer(page ?? { status: 404 }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push({ close: () => void server.close().closeAllConnections() });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    pages,
    asked,
    at: (path: string) => `http://127.0.0.1:${port}${path}`,
    serve: (path: string, page: Answer | Serve) => void pages.set(path, page),
  };
}

function answer(page: Answer, response: ServerResponse): void {
  const {
    status = 200,
    headers = {},
    body = "",
  } = typeof page === "string" || Buffer.isBuffer(page) ? { body: page } : page;
  response.writeHead(status, headers).end(body);
}

interface Item {
  readonly title?: string;
  readonly link?: string;
  /** ms */
  readonly at?: number;
  readonly more?: string;
}

export const rss = (items: readonly Item[], title = "Watertight", link = "https://ada.example.org/"): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${title}</title><link>${link}</link><atom:link href="https://ada.example.org/feed" rel="self"/>${items.map(item).join("")}</channel></rss>`;

const item = ({ title = "", link = "", at, more = "" }: Item): string =>
  `<item><title>${title}</title><link>${link}</link>${at === undefined ? "" : `<pubDate>${new Date(at).toUTCString()}</pubDate>`}${more}</item>`;

/** Posts of the same names, each with an address of its own. */
export const posts = (titles: readonly string[], at: number | undefined): Item[] =>
  titles.map((title) => ({
    title,
    link: `https://ada.example.org/${title.toLowerCase().replaceAll(" ", "-")}`,
    ...(at !== undefined && { at }),
  }));
