import { createSign, generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { AUDIENCE, fulcioConfig, ISSUER } from "./fulcio-config";
import { claimsOf, type Run } from "./github-claims";
import { type Server, startServer } from "./processes";

/** A network namespace of its own has a loopback interface and nothing else. */
export const ALONE = ["-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];

/** Fulcio, a timestamp authority and a fake GitHub issuer. */
export interface SigningServices extends Server {
  /** Where Fulcio and the timestamp authority answer, on loopback. */
  readonly urls: { readonly fulcio: string; readonly timestamps: string };
  /** A token as GitHub's issuer gives it to a job of `run`. */
  token(run: Run): string;
}

/**
 * Starts the services, in a network namespace of their own: nothing of them leaves the machine, and the port that each
 * opens on all interfaces for its metrics is in there too.
 *
 * @param folder - an empty one, for sockets
 */
export async function startSigningServices(
  folder: string,
  tools: { readonly fulcio: string; readonly "timestamp-server": string },
): Promise<SigningServices> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" };
  writeFileSync(join(folder, "fulcio.yaml"), fulcioConfig());
  const script = new URL("isolated-services.mjs", import.meta.url).pathname;
  const words = [script, folder, tools.fulcio, tools["timestamp-server"]];
  const services = await startServer(
    "unshare",
    [...ALONE, process.execPath, ...words, JSON.stringify({ keys: [jwk] })],
    /^listening$/m,
  );
  const fulcio = await forward(join(folder, "fulcio.sock"));
  const timestamps = await forward(join(folder, "timestamps.sock"));
  return {
    urls: { fulcio: fulcio.url, timestamps: timestamps.url },
    token(run) {
      const seconds = Math.floor(Date.now() / 1000);
      const times = { iat: seconds, nbf: seconds, exp: seconds + 300 };
      const payload = { iss: ISSUER, aud: AUDIENCE, ...times, ...claimsOf(run) };
      const parts = [{ alg: "RS256", typ: "JWT", kid: "1" }, payload];
      const text = parts.map((each) => Buffer.from(JSON.stringify(each)).toString("base64url"));
      const signed = text.join(".");
      return `${signed}.${createSign("sha256").update(signed).sign(privateKey, "base64url")}`;
    },
    async stop() {
      await Promise.all([fulcio.stop(), timestamps.stop(), services.stop()]);
    },
  };
}

/** Serves the socket at `path` on a free port of loopback. */
async function forward(path: string): Promise<Server & { url: string }> {
  const server = createServer((outer) => {
    const inner = connect(path);
    outer.on("error", () => inner.destroy()).pipe(inner);
    inner.on("error", () => outer.destroy()).pipe(outer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
