import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** Runs `body` against an HTTP server on a free port of this machine, and stops it. */
export async function withServer<T>(
  listener: RequestListener,
  body: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await body(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
