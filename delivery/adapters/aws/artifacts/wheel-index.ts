import type { Codeartifact } from "@aws-sdk/client-codeartifact";
import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { ReleaseContract } from "../../../../infra/release/contract";
import { keepSecret } from "../../../../infra/secrets";
import { wheelUpload } from "../../../decisions/build/wheel-metadata";
import type { Release } from "../../../decisions/release/release";
import { packageName } from "../../../decisions/release/wheel";
import type { Artifacts } from "../../../ports/artifacts";
import type { AwsClients } from "../clients";
import { isNamed } from "../errors";
import { type ArtifactAccount, artifactBucketOf, keyOf } from "./account-artifacts";
import { readDigested } from "./objects";

type Wheel = Extract<Release["artifacts"][number], { type: "wheel" }>;

/** Life of the token with which a wheel is uploaded, in seconds: the shortest (CodeArtifact API, GetAuthorizationToken). */
const TOKEN_SECONDS = 900;

/** Most files of one version that are listed at once (CodeArtifact API, ListPackageVersionAssets). */
const MOST_FILES = 1000;

/** Longest that an upload may take, in milliseconds. */
const TIMEOUT = 120_000;

/**
 * Puts the wheels of a release from an account's artifact bucket into its CodeArtifact repository, where they are
 * installed from (docs/decisions/0018). A version there is for good: the same bytes again are a success, and others
 * are refused. What has arrived is compared with the release by SHA-256.
 *
 * @param wheels - where the release contract says that they go
 */
export function wheelIndex(
  clients: AwsClients,
  account: ArtifactAccount,
  wheels: ReleaseContract["wheels"],
): Artifacts {
  return {
    async copy(release) {
      const all = release.artifacts.filter((each) => each.type === "wheel");
      if (all.length === 0) return;
      if (wheels === undefined) {
        const problem = formatProblem("wheels", undefined, "`wheels: true` in the catalog");
        throw new InvalidInput(`the release contract of ${release.workload}`, [problem]);
      }
      const client = await clients.codeArtifact(wheels.region);
      const index = indexOf(client, account.accountId, wheels);
      for (const wheel of all) {
        const there = await index.sha256sOf(wheel);
        refuseOthers(all, wheel, there);
        if (there.includes(wheel.sha256)) continue;
        const key = keyOf(wheel, release.workload);
        const bytes = await readDigested(clients, artifactBucketOf(account), key, wheel.sha256);
        await index.upload(wheel, bytes);
        const arrived = await index.sha256sOf(wheel);
        refuseOthers(all, wheel, arrived);
        if (!arrived.includes(wheel.sha256)) throw refusal(wheel, "none", wheel.sha256);
      }
    },
  };
}

/** A version has the wheels that the release names, and no other file. */
function refuseOthers(all: readonly Wheel[], wheel: Wheel, there: readonly string[]): void {
  const other = there.find((sha256) => !all.some((each) => each.sha256 === sha256));
  if (other !== undefined) throw refusal(wheel, other, wheel.sha256);
}

function refusal({ name, version }: Wheel, got: string, want: string): InvalidInput {
  return new InvalidInput(`${name} ${version} in CodeArtifact`, [
    formatProblem("sha256", got, want),
  ]);
}

/** One repository of CodeArtifact. */
function indexOf(
  client: Codeartifact,
  domainOwner: string,
  { domain, repository }: NonNullable<ReleaseContract["wheels"]>,
) {
  const at = { domain, domainOwner, repository, format: "pypi" } as const;
  return {
    /** SHA-256 of each file of a wheel's version, in hex; nothing where there is no such version. */
    async sha256sOf({ name, version }: Wheel): Promise<string[]> {
      const of = { package: packageName(name), packageVersion: version, maxResults: MOST_FILES };
      const listed = client.listPackageVersionAssets({ ...at, ...of });
      const { assets = [] } = await listed.catch((error: unknown) => {
        if (!isNamed(error, "ResourceNotFoundException")) throw error;
        return { assets: [] };
      });
      return assets.map(({ name: file, hashes }) => hashes?.["SHA-256"] ?? `${file}, unhashed`);
    },
    /** Uploads a wheel as twine does (PyPI docs, "Upload API"; CodeArtifact user guide, "Configure and use twine"). */
    async upload(wheel: Wheel, bytes: Buffer): Promise<void> {
      const { repositoryEndpoint = "" } = await client.getRepositoryEndpoint(at);
      const { authorizationToken = "" } = await client.getAuthorizationToken({
        domain,
        domainOwner,
        durationSeconds: TOKEN_SECONDS,
      });
      keepSecret(authorizationToken);
      const credentials = keepSecret(Buffer.from(`aws:${authorizationToken}`).toString("base64"));
      const answer = await fetch(repositoryEndpoint, {
        method: "POST",
        headers: { authorization: `Basic ${credentials}` },
        body: formOf(wheel, bytes),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT),
      }).catch((error: Error) => {
        throw uploadProblem(wheel, error.message);
      });
      const text = await answer.text();
      if (!answer.ok) throw uploadProblem(wheel, `${answer.status}: ${text.slice(0, 500)}`);
    },
  };
}

function formOf({ sha256 }: Wheel, bytes: Buffer): FormData {
  const { fileName, fields } = wheelUpload(bytes);
  const form = new FormData();
  form.append(":action", "file_upload");
  form.append("protocol_version", "1");
  for (const [name, value] of fields) form.append(name, value);
  form.append("sha256_digest", sha256);
  form.append("content", new Blob([new Uint8Array(bytes)]), fileName);
  return form;
}

function uploadProblem({ name, version }: Wheel, got: string): InvalidInput {
  return new InvalidInput(`the upload of ${name} ${version} to CodeArtifact`, [
    formatProblem("answer", got, "status 200"),
  ]);
}
