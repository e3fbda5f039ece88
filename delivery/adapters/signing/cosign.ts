import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool } from "../build/run-tool";
import type { OciRepository } from "../oci/repository";

/** Whom cosign asks to sign, and whom it believes. */
export interface CosignArgs {
  /** Path of the executable, version 3. */
  readonly program: string;
  readonly fulcioUrl: string;
  /** Base URL of the timestamp authority, without `/api/v1/timestamp`. */
  readonly timestampUrl: string;
  /** Path of Sigstore's `trusted_root.json`. */
  readonly trustedRoot: string;
  /** Of the process: GitHub's token request, or the token itself, is read from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Predicates that are attested, by cosign's own names (`cosign attest --help`). */
export type Attested = "slsaprovenance1" | "spdxjson";

/** What signs: keyless, as the job that it runs in. */
export interface Cosign {
  /** Signs an image by digest, and attaches the bundle to it. */
  signImage(repository: OciRepository, digest: string): Promise<void>;
  /** Attests a predicate of an image, and attaches the bundle to it. */
  attestImage(
    repository: OciRepository,
    digest: string,
    type: Attested,
    predicate: string,
  ): Promise<void>;
  /** Signs a file. Answers the bundle, JSON. */
  signBlob(file: string): Promise<string>;
  /** Attests a predicate of a file. Answers the bundle, JSON. */
  attestBlob(file: string, type: Attested, predicate: string): Promise<string>;
}

/** Where a job's token comes from: GitHub's request for one, or the token itself (cosign, `pkg/providers`). */
const TOKENS = /^(ACTIONS_ID_TOKEN_REQUEST_(URL|TOKEN)|GITHUB_ACTIONS|SIGSTORE_ID_TOKEN)$/;

/** Since when the services are asked: before any certificate of theirs. */
const START = "start-time=2020-01-01T00:00:00Z";

/**
 * Works with cosign, which signs as the job that it runs in; each signature has a timestamp (docs/decisions/0036). What
 * it writes is in a folder of this user alone, and gone afterwards.
 */
export async function withCosign<T>(
  args: CosignArgs,
  work: (cosign: Cosign) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "nc-cosign-"));
  try {
    return await work(await cosignIn(folder, args));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cosignIn(
  folder: string,
  { program, fulcioUrl, timestampUrl, trustedRoot, env, signal }: CosignArgs,
): Promise<Cosign> {
  const tokens = Object.entries(env).flatMap(([name, value]) =>
    TOKENS.test(name) && value !== undefined ? [[name, value] as const] : [],
  );
  const own = { ...Object.fromEntries(tokens), HOME: folder, DOCKER_CONFIG: folder };
  const run = (...words: string[]) => runTool(program, words, { env, own, signal });
  const config = join(folder, "signing-config.json");
  await run(
    ...["signing-config", "create", "--out", config, "--tsa-config=ANY"],
    `--fulcio=url=${fulcioUrl},api-version=1,${START},operator=fulcio`,
    `--tsa=url=${timestampUrl}/api/v1/timestamp,api-version=1,${START},operator=timestamps`,
  );
  const keyless = ["--yes", "--signing-config", config, "--trusted-root", trustedRoot];
  let files = 0;
  const write = async (text: string) => {
    const file = join(folder, `predicate-${files++}.json`);
    await writeFile(file, text);
    return file;
  };
  const bundleOf = async (words: readonly string[], file: string) => {
    const bundle = join(folder, `bundle-${files++}.json`);
    await run(...words, ...keyless, "--bundle", bundle, file);
    return readFile(bundle, "utf8");
  };
  const onImage = async (words: readonly string[], repository: OciRepository, digest: string) => {
    const { host, name, scheme, authorization } = repository;
    // In a file of this user alone: others see the words of a command.
    const auth = (await authorization?.())?.replace(/^Basic /, "");
    const auths = auth === undefined ? {} : { [host]: { auth } };
    await writeFile(join(folder, "config.json"), JSON.stringify({ auths }), { mode: 0o600 });
    const insecure = scheme === "http" ? ["--allow-http-registry"] : [];
    await run(...words, ...keyless, ...insecure, `${host}/${name}@${digest}`);
  };
  return {
    signImage: (repository, digest) => onImage(["sign"], repository, digest),
    async attestImage(repository, digest, type, predicate) {
      const words = ["attest", "--type", type, "--predicate", await write(predicate)];
      await onImage(words, repository, digest);
    },
    signBlob: (file) => bundleOf(["sign-blob"], file),
    async attestBlob(file, type, predicate) {
      const words = ["attest-blob", "--type", type, "--predicate", await write(predicate)];
      return bundleOf(words, file);
    },
  };
}
