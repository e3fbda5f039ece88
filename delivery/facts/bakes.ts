import { InvalidInput } from "../../infra/problems";
import type { BakeEvidence } from "../decisions/evidence/bake";
import { readBakeStatement } from "../decisions/evidence/bake-statement";
import { type Release, releaseId } from "../decisions/release/release";
import type { Evidence } from "../ports/evidence";
import type { Verification } from "../ports/signing";

/** Whom is asked what stg has found. */
export interface BakeSources {
  readonly evidence: Evidence;
  readonly verification: Verification;
}

/**
 * What stg found of a release, as far as the workflow that promotes has signed it, in a run of the release's own
 * repository. Anybody's statement can lie beside the release: what is not signed so does not count.
 *
 * @param promoter - the workflow, as a `job_workflow_ref`
 * @throws {InvalidInput} if there are statements and none of them counts, with the reason of each
 */
export async function verifiedBakes(
  { evidence, verification }: BakeSources,
  release: Release,
  promoter: string,
): Promise<BakeEvidence[]> {
  const bundles = await evidence.of(release);
  const found: BakeEvidence[] = [];
  const refusals: string[] = [];
  for (const bundle of bundles) {
    try {
      found.push(await verifiedBake(verification, bundle, { release, promoter }));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      refusals.push(...error.problems);
    }
  }
  if (found.length === 0 && refusals.length > 0) {
    throw new InvalidInput("no statement about the bake in stg counts", [...new Set(refusals)]);
  }
  return found;
}

async function verifiedBake(
  verification: Verification,
  bundle: string,
  { release, promoter }: { readonly release: Release; readonly promoter: string },
): Promise<BakeEvidence> {
  const { statement, identity, repositoryId } = await verification.verify(bundle);
  if (identity !== promoter || repositoryId !== release.repositoryId) {
    throw new InvalidInput("the signature", [
      `it is signed by ${identity} in the repository ${repositoryId}: ` +
        `expected ${promoter} in the repository ${release.repositoryId}`,
    ]);
  }
  const bake = readBakeStatement(json(statement), identity);
  if (bake.release === releaseId(release)) return bake;
  throw new InvalidInput("the statement", [`it is about another release, ${bake.release}`]);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput("the statement", ["it is no JSON"]);
  }
}
