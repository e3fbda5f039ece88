import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findSigningTools } from "../../tools/setup/signing-tools.mjs";
import { execute, type Server } from "./processes";
import { type Registry, startRegistry } from "./registry";
import { ALONE, type SigningServices, startSigningServices } from "./signing-services";
import { type Trust, writeTrust } from "./trust";

/** Paths of cosign, oras, syft, Fulcio, the timestamp authority and the registry. */
export type SigningTools = NonNullable<ReturnType<typeof findSigningTools>>;

/** All that signs on one machine: services, tools and two registries. */
export interface Workshop extends Server {
  readonly tools: SigningTools;
  /** Files of its own, which are gone once it has stopped. */
  readonly folder: string;
  readonly trust: Trust;
  /** Where Fulcio and the timestamp authority answer. */
  readonly urls: SigningServices["urls"];
  /** A token of a run. */
  readonly token: SigningServices["token"];
  /** Registries of stg and prod. */
  readonly stg: Registry;
  readonly prod: Registry;
}

/** The tools that sign, where this machine has them and can run their services; else why it cannot. */
export async function usableSigningTools(): Promise<
  { readonly tools: SigningTools } | { readonly tools: undefined; readonly why: string }
> {
  const tools = findSigningTools();
  if (tools === undefined) {
    const why = "cosign and what belongs to it are not built: npm run signing-tools";
    return { tools, why };
  }
  const alone = await execute("unshare", [...ALONE, "true"]).catch((error: Error) => ({
    ok: false,
    stderr: error.message,
  }));
  if (alone.ok) return { tools };
  return { tools: undefined, why: `no network namespace of its own: ${alone.stderr.trim()}` };
}

/** Opens a workshop in a folder of its own. */
export async function openWorkshop(tools: SigningTools): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), "nc-supply-chain-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // A process that is interrupted ends its servers itself.
  process.once("exit", remove);
  const [services, stg, prod] = await Promise.all([
    startSigningServices(folder, tools),
    startRegistry(tools.registry, join(folder, "stg")),
    startRegistry(tools.registry, join(folder, "prod")),
  ]);
  return {
    tools,
    folder,
    trust: await writeTrust(tools.cosign, services.urls, folder),
    stg,
    prod,
    urls: services.urls,
    token: services.token.bind(services),
    async stop() {
      await Promise.all([services.stop(), stg.stop(), prod.stop()]);
      remove();
      process.off("exit", remove);
    },
  };
}
