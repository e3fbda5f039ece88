import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onPath } from "../../../tools/children.mjs";
import { findImageTools } from "../../../tools/setup/image-tools.mjs";

/** A BuildKit of a test's own. */
export interface Builder {
  /** What `nc build image` finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether a Dockerfile may run a command. */
  readonly runs: boolean;
  stop(): Promise<void>;
}

/** Why no image can be built on this machine, and the command that changes that; nothing if one can. */
export function whyNoBuilder(): string | undefined {
  if (findImageTools() === undefined) {
    return "buildkitd and buildx are not built: npm run image-tools";
  }
  return process.getuid?.() === 0 ? undefined : "buildkitd needs root: run the tests as root";
}

/** Starts buildkitd on a socket of its own, with `docker buildx` to ask it. */
export async function startBuilder(): Promise<Builder> {
  const tools = findImageTools();
  if (tools === undefined) throw new Error(whyNoBuilder());
  const folder = mkdtempSync(join(tmpdir(), "nc-buildkit-"));
  const socket = join(folder, "buildkitd.sock");
  const runc = onPath("runc");
  const words = [
    ...["--root", join(folder, "root"), "--addr", `unix://${socket}`, "--containerd-worker=false"],
    ...["--oci-worker-snapshotter=native", "--oci-worker-net=host"],
    // The worker asks for some program; without runc, a Dockerfile that runs a command fails.
    ...["--oci-worker=true", `--oci-worker-binary=${runc ?? process.execPath}`],
  ];
  const daemon = spawn(tools.buildkitd, words, { stdio: "ignore" });
  const env = {
    PATH: `${shim(folder, tools.buildx)}:${process.env.PATH ?? ""}`,
    HOME: folder,
    BUILDX_CONFIG: join(folder, "buildx"),
    BUILDX_BUILDER: "nc",
  };
  const stop = () => end(daemon, folder);
  try {
    while (!existsSync(socket)) {
      if (daemon.exitCode !== null) throw new Error(`buildkitd ended with ${daemon.exitCode}`);
      await setTimeout(50);
    }
    const create = ["create", "--name", "nc", "--driver", "remote", `unix://${socket}`];
    execFileSync(tools.buildx, create, { env, stdio: "ignore" });
  } catch (error) {
    await stop();
    throw error;
  }
  return { env, runs: runc !== undefined, stop };
}

/** A folder with a `docker` that has buildx alone. Docker's own CLI starts its plugin in the same way. */
function shim(folder: string, buildx: string): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const script = `#!/bin/sh\nshift\nexec "${buildx}" "$@"\n`;
  writeFileSync(join(bin, "docker"), script, { mode: 0o755 });
  return bin;
}

async function end(daemon: ChildProcess, folder: string): Promise<void> {
  if (daemon.exitCode === null) {
    const ended = new Promise((resolve) => daemon.once("close", resolve));
    daemon.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
