import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CODE_OWNERS_FILES } from "../../delivery/decisions/migrations/code-owners";
import { pythonVersion } from "../../delivery/decisions/release/wheel";
import { CALLER } from "../../delivery/decisions/workflows/caller";
import type { Workload } from "../../infra/catalog/workload";
import type { Settings } from "../../infra/settings/parse";
import { codeOf } from "../rehearsal/delivery/code";
import { STARTER } from "../rehearsal/delivery/github";
import { digestOf, imageOfVersion } from "../rehearsal/delivery/images";
import { writeLayout } from "../supply-chain/image";
import { wheelOf } from "../supply-chain/wheel";
import type { GitHubControl } from "./github-client";

/** A tag that is pushed. */
interface TagRequest {
  readonly workload: Workload;
  readonly version: string;
  /** Folder for what the run's jobs hand over. */
  readonly folder: string;
}

/** Where a tag is pushed, and when. */
interface TagSurroundings {
  readonly settings: Settings;
  readonly gitHub: Pick<GitHubControl, "push">;
  readonly now: Date;
}

/**
 * Pushes a tag of a workload, as a person does, and builds it, as the run of GitHub Actions does that this begins: the
 * checkout, what its jobs hand over, and the variables of its last job, are in a folder.
 *
 * @returns the run's URL, and the repository, `owner/name`
 */
export async function pushTag(
  { workload, version, folder: out }: TagRequest,
  { settings, gitHub, now }: TagSurroundings,
): Promise<{ readonly run: string; readonly repository: string }> {
  const { name } = workload;
  const repository = `${settings.github.organization}/${workload.repository}`;
  const commit = digestOf(`commit of ${name} ${version}`).slice(7, 47);
  const files = filesOf(workload, settings.github.organization);
  for (const [path, text] of Object.entries(files)) {
    write(join(out, "checkout", path), Buffer.from(text));
  }
  const { id, attempt } = await gitHub.push({ repository, commit, version, files });
  const built = writeBuild(join(out, "built"), workload, version);
  const sbom = sbomOf(name, version, now);
  const sbomFile = (artifact: string) => join(out, "sboms", `${artifact}.spdx.json`);
  const listed = built.artifacts.map((each) => [each, write(sbomFile(each), sbom)]);
  const sboms = write(join(out, "sboms", "sboms.json"), Object.fromEntries(listed));
  const message = `feat: ${name} ${version}`;
  write(join(out, "history.json"), { commits: [{ id: commit, message }] });
  const pushed_at = Math.floor(now.getTime() / 1000);
  write(join(out, "event.json"), { repository: { pushed_at } });
  const variables = {
    GITHUB_REF: `refs/tags/${version}`,
    GITHUB_SHA: commit,
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: workload.repositoryId,
    GITHUB_RUN_ID: id,
    GITHUB_RUN_ATTEMPT: attempt,
    GITHUB_TRIGGERING_ACTOR: STARTER,
    GITHUB_EVENT_PATH: join(out, "event.json"),
    GITHUB_WORKFLOW_REF: `${repository}/${CALLER}@refs/tags/${version}`,
    BUILT_SHA256: built.list,
    SBOMS_SHA256: sboms,
  };
  const lines = Object.entries(variables).map(([key, value]) => `${key}='${value}'\n`);
  writeFileSync(join(out, "run.env"), lines.join(""));
  return { run: `https://github.com/${repository}/actions/runs/${id}`, repository };
}

/** The repository's files at the tag, by path: migrations that take nothing away, where the workload has a database. */
function filesOf(workload: Workload, organization: string): Readonly<Record<string, string>> {
  if (!("migrations" in workload) || workload.migrations === undefined) return {};
  return {
    [CODE_OWNERS_FILES[0]]: `/migrations/ @${organization}/${workload.owner}\n`,
    "migrations/0001-totals.sql":
      "CREATE TABLE totals (id bigint PRIMARY KEY, cents bigint NOT NULL);\n",
    "migrations/emergency.sql": "-- A table that nobody reads may stay.\nSELECT 1;\n",
  };
}

/** Writes what `nc build` makes, and the list of it. Answers their SHA-256. */
function writeBuild(folder: string, workload: Workload, version: string) {
  const all = [writeCode(folder, workload, version), ...writeWheel(folder, workload, version)];
  return {
    artifacts: all.map(({ artifact }) => artifact),
    list: write(
      join(folder, "built.json"),
      all.map(({ made }) => made),
    ),
  };
}

/** An image's layout, or a zip. */
function writeCode(folder: string, workload: Workload, version: string) {
  const code = codeOf(workload, version);
  if (code.type === "zip") {
    const artifact = write(join(folder, "code.zip"), Buffer.from(code.bytes));
    return { artifact, made: { type: "zip", sha256: artifact, file: "code.zip" } };
  }
  const digest = writeLayout(join(folder, "image"), imageOfVersion(workload.name, version));
  const artifact = digest.replace("sha256:", "");
  return { artifact, made: { type: "image", digest, folder: "image" } };
}

/** A wheel, where the workload has one, and Python has a version for the tag. */
function writeWheel(folder: string, { name, wheels }: Workload, tag: string) {
  const version = pythonVersion(tag);
  if (!wheels || version === undefined) return [];
  const bytes = wheelOf(name.replaceAll("-", "_"), version);
  const sha256 = write(join(folder, "code.whl"), bytes);
  return [{ artifact: sha256, made: { type: "wheel", name, version, sha256, file: "code.whl" } }];
}

/** An SBOM with one package (SPDX 2.3). */
function sbomOf(name: string, version: string, now: Date) {
  return {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name,
    documentNamespace: `https://example.com/${name}/${version}`,
    creationInfo: { created: now.toISOString(), creators: ["Tool: nc-sandbox"] },
    packages: [{ SPDXID: "SPDXRef-Package", name, downloadLocation: "NOASSERTION" }],
  };
}

/** Writes bytes, or JSON; answers their SHA-256. */
function write(file: string, content: Buffer | object): string {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return createHash("sha256").update(bytes).digest("hex");
}
