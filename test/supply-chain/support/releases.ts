import { createHash } from "node:crypto";
import { PREDICATES } from "../../../delivery/adapters/signing/statement";
import { parseRelease, type Release } from "../../../delivery/decisions/release/release";
import { manifest } from "../../delivery/decisions/release/fixture";
import { PLAN_SHA256 } from "./plan";
import { RELEASE_RUN } from "./release-run";
import { evidenceOf } from "./verdicts";

const { repository, repositoryId, commit } = RELEASE_RUN;

/** Workload of the function whose zips are signed: one of the tests' catalog. */
export const FUNCTION = "api-adapter";

/** Version that S3 has given to every such zip. */
export const ZIP_VERSION = "recorded";

/**
 * The release of a function's zip, as its build says it; where it has no provenance or SBOM, it names one that nobody
 * has.
 */
export function releaseOfZip(bytes: Buffer, bundles: readonly string[]): Release {
  const named = evidenceOf(bundles);
  const evidence = (kind: "provenance" | "sbom") => {
    return { digest: named[kind], predicateType: PREDICATES[kind] };
  };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const key = `${FUNCTION}/zip/${sha256}.zip`;
  const zip = { type: "zip", key, versionId: ZIP_VERSION, sha256 } as const;
  const artifacts = [{ ...zip, provenance: evidence("provenance"), sbom: evidence("sbom") }];
  const own = { workload: FUNCTION, kind: "function" } as const;
  return parseRelease(manifest({ repository, repositoryId, commit, artifacts, ...own }));
}

/** The release of a Terraform stack whose plan, for an environment, is the recorded one. */
export function releaseOfPlan(environment: "stg" | "prod"): Release {
  const key = `core/plan/${PLAN_SHA256}/tfplan.bin`;
  const plan = { type: "terraform-plan", environment, key, sha256: PLAN_SHA256 } as const;
  const other = environment === "stg" ? "prod" : "stg";
  const elsewhere = { ...plan, environment: other, sha256: "0".repeat(64) } as const;
  const artifacts = [plan, elsewhere];
  const own = { workload: "core", kind: "terraform" } as const;
  return parseRelease(manifest({ repository, repositoryId, commit, artifacts, ...own }));
}
