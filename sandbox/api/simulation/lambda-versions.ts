import { CREATED_AT } from "../../cloud/identifiers";
import { ownEntries } from "../own-entries";
import { findBy } from "../resources";
import type { Account } from "../world";

/** A published version of a function; times in ISO 8601. */
export type FunctionVersion = {
  version: string;
  codeSha256: string;
  codeSize: number;
  description: string;
  lastModified: string;
};

const VERSIONS = ownEntries<FunctionVersion>("sandbox:lambda/version");

/** Remembers what a version holds; it never changes. */
export function putVersion({ cloud }: Account, fn: string, version: FunctionVersion): void {
  VERSIONS.put(cloud, `${fn}:${version.version}`, version);
}

/** The published versions of a function, oldest first; one that the program published is what it is now. */
export function versionsOf(account: Account, fn: string): FunctionVersion[] {
  const recorded = VERSIONS.list(account.cloud)
    .filter(({ key }) => key.startsWith(`${fn}:`))
    .map(({ state }) => state);
  const { state } = findBy(account, "aws:lambda/function:Function", "name", fn) ?? {};
  const newest = String(state?.version ?? "");
  const own: FunctionVersion = {
    version: newest,
    codeSha256: String(state?.codeSha256 ?? ""),
    codeSize: Number(state?.sourceCodeSize ?? 0),
    description: "",
    lastModified: CREATED_AT,
  };
  const isKnown = !state || recorded.some(({ version }) => version === newest);
  const all = isKnown ? recorded : [...recorded, own];
  return all.sort((a, b) => Number(a.version) - Number(b.version));
}

/** SHA-256 of the code of a version. */
export function codeOfVersion(account: Account, fn: string, version: string): string {
  return versionsOf(account, fn).find((each) => each.version === version)?.codeSha256 ?? "";
}
