import { createHash, randomBytes } from "node:crypto";
import type { Caller } from "../authorization/sessions";
import { later } from "../clock";
import { ownEntries } from "../own-entries";
import type { Account, World } from "../world";

/** A file of a package's version, in a repository. */
export type PythonAsset = {
  domain: string;
  repository: string;
  /** In its normal form: lower case, words joined by dashes. */
  package: string;
  version: string;
  file: string;
  /** In Base64. */
  content: string;
  /** What the package asks of Python, such as `>=3.11`; `""` is nothing. */
  requiresPython: string;
};

const ASSETS = ownEntries<PythonAsset>("sandbox:codeartifact/asset");

/** The files of a package: of one version where that is named. */
export function assetsOf(
  { cloud }: Account,
  of: Pick<PythonAsset, "domain" | "repository" | "package"> & { readonly version?: string },
): PythonAsset[] {
  return ASSETS.list(cloud)
    .map(({ state }) => state)
    .filter(
      (each) =>
        each.domain === of.domain &&
        each.repository === of.repository &&
        each.package === of.package &&
        (of.version === undefined || each.version === of.version),
    );
}

/**
 * Adds a file to a package's version. Source: CodeArtifact user guide, "Packages overview": the same bytes again
 * are a success.
 *
 * @returns whether it is there now: `false` where other bytes have its name
 */
export function addAsset({ cloud }: Account, asset: PythonAsset): boolean {
  const { domain, repository, package: name, version, file } = asset;
  const key = [domain, repository, name, version, file].join("/");
  return ASSETS.add(cloud, key, asset) || ASSETS.get(cloud, key)?.content === asset.content;
}

/** Hashes of a file in hex, by the names that CodeArtifact gives them (CodeArtifact API, AssetSummary). */
export function hashesOf({ content }: PythonAsset): Record<string, string> {
  const bytes = Buffer.from(content, "base64");
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest("hex");
  return {
    MD5: hash("md5"),
    "SHA-1": hash("sha1"),
    "SHA-256": hash("sha256"),
    "SHA-512": hash("sha512"),
  };
}

type Token = { domain: string; caller: Caller; expiresAt: string };

const TOKENS = ownEntries<Token>("sandbox:codeartifact/token");

/** A new token for a domain, with which its caller asks the domain's repositories. */
export function openToken(
  { cloud }: Account,
  {
    domain,
    caller,
    now,
    seconds,
  }: Pick<Token, "domain" | "caller"> & { now: Date; seconds: number },
): { readonly token: string; readonly expiresAt: string } {
  const token = randomBytes(60).toString("base64url");
  const expiresAt = later(now, seconds);
  TOKENS.put(cloud, token, { domain, caller, expiresAt });
  return { token, expiresAt };
}

/** Whose token it is for that domain; `undefined` where it is none, or has expired. */
export function callerWith(world: World, token: string, domain: string) {
  for (const account of world.accounts) {
    const found = TOKENS.get(account.cloud, token);
    if (found?.domain !== domain || world.clock.now() >= new Date(found.expiresAt)) continue;
    return { account, caller: found.caller };
  }
  return undefined;
}
