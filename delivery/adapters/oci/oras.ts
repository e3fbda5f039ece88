import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInput } from "../../../infra/problems";
import type { OciRepository } from "./repository";

/** An image by digest in one repository. */
export interface ImageReference {
  readonly repository: OciRepository;
  readonly digest: string;
}

/**
 * Copies an image, and what is attached to it, what is attached to that, and so on, by `oras cp -r`. What is there
 * already is not copied again. `crane copy` and `cosign copy` lose what is attached.
 *
 * @param oras - path of the executable
 * @param tag - that it gets in `to`
 * @param signal - ends the copying
 * @throws {InvalidInput} with what oras says, if it fails
 */
export async function copyWithReferrers(
  oras: string,
  from: ImageReference,
  to: OciRepository,
  tag: string | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "nc-oras-"));
  try {
    const config = join(folder, "config.json");
    // In a file of this user alone: others see the words of a command.
    const text = await credentials([from.repository, to]);
    await writeFile(config, text, { mode: 0o600 });
    const source = `${from.repository.host}/${from.repository.name}@${from.digest}`;
    const target = `${to.host}/${to.name}${tag === undefined ? `@${from.digest}` : `:${tag}`}`;
    await execute(
      oras,
      [
        ...["cp", "-r", "--no-tty"],
        ...["--from-registry-config", config, "--to-registry-config", config],
        ...(from.repository.scheme === "http" ? ["--from-plain-http"] : []),
        ...(to.scheme === "http" ? ["--to-plain-http"] : []),
        ...[source, target],
      ],
      signal,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Docker's configuration with the credentials of each host: base64 of `user:password`, as HTTP Basic has it. */
async function credentials(repositories: readonly OciRepository[]): Promise<string> {
  const auths: Record<string, { auth: string }> = {};
  for (const { host, authorization } of repositories) {
    if (authorization === undefined) continue;
    auths[host] = { auth: (await authorization()).replace(/^Basic /, "") };
  }
  return JSON.stringify({ auths });
}

function execute(command: string, words: readonly string[], signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) =>
      reject(new InvalidInput("oras cp", [why, ...said.trim().split("\n").slice(-5)]));
    const child = spawn(command, words, { stdio: ["ignore", "ignore", "pipe"], signal });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.once("error", ({ message }) => fail(message));
    child.once("close", (code) => (code === 0 ? resolve() : fail(`it ended with ${code}`)));
  });
}
