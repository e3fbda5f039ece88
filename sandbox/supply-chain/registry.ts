import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Server, startServer } from "./processes";

/** An OCI registry on loopback. */
export interface Registry extends Server {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
}

/** Starts an empty registry that keeps its content in `folder`. */
export async function startRegistry(command: string, folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "config.yaml");
  writeFileSync(
    config,
    stringify({
      version: 0.1,
      storage: { filesystem: { rootdirectory: join(folder, "content") } },
      http: { addr: "127.0.0.1:0" },
    }),
  );
  const { match, stop } = await startServer(
    command,
    ["serve", config],
    /listening on (127\.0\.0\.1:\d+)/,
    { ...process.env, OTEL_TRACES_EXPORTER: "none" },
  );
  return { host: match[1] ?? "", stop };
}
