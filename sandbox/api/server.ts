import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { controlled } from "./control";
import { answerOrFault } from "./faults";
import type { ApiRequest, ApiResponse } from "./protocol/message";
import { pythonIndexed } from "./python-index";
import type { World } from "./world";

/** A server that is up. */
export interface ApiServer {
  /** Its address, such as `http://127.0.0.1:4566`. */
  readonly url: string;
  /** Ends it and every connection. */
  stop(): Promise<void>;
}

/** Answers a request; nothing where it is left without an answer until the client or the server ends it. */
type Handler = (request: ApiRequest) => Promise<ApiResponse | undefined>;

/**
 * Serves the simulated accounts on 127.0.0.1.
 *
 * @param port - 0 takes a free one
 */
export function startServer(world: World, port = 0): Promise<ApiServer> {
  return listen(async (request) => {
    const requestId = randomUUID();
    const response =
      (await controlled(world, request)) ??
      (await pythonIndexed(world, request)) ??
      (await answerOrFault(world, request, requestId));
    return (
      response && { ...response, headers: { "x-amzn-requestid": requestId, ...response.headers } }
    );
  }, port);
}

/**
 * Serves what `handle` answers on 127.0.0.1.
 *
 * @param port - 0 takes a free one
 */
export async function listen(handle: Handler, port = 0): Promise<ApiServer> {
  const server = createServer((request, response) => {
    void respond(handle, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(
  handle: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const response = await answerOrFail(handle, request);
  if (!response) return;
  outgoing.writeHead(response.status, response.headers);
  outgoing.end(request.method === "HEAD" ? undefined : response.body);
}

/** A defect of the sandbox is answered with its stack: whoever runs the server has to see it. */
async function answerOrFail(
  handle: Handler,
  request: ApiRequest,
): Promise<ApiResponse | undefined> {
  try {
    return await handle(request);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`sandbox: ${request.method} ${request.path}: ${message}\n`);
    const body = JSON.stringify({ __type: "InternalFailure", message });
    return { status: 500, headers: { "content-type": "application/json" }, body };
  }
}

async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { pathname, search } = splitUrl(incoming.url ?? "/");
  return {
    method: incoming.method ?? "GET",
    path: pathname,
    query: new URLSearchParams(search),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks),
  };
}

/** The parts of a request's target as they were sent: a signature is over these very bytes. */
function splitUrl(url: string): { pathname: string; search: string } {
  const at = url.indexOf("?");
  return at === -1
    ? { pathname: url, search: "" }
    : { pathname: url.slice(0, at), search: url.slice(at + 1) };
}
