import { createHash } from "node:crypto";
import { provenancePredicate } from "../../../delivery/adapters/signing/provenance";
import { sigstoreSigning } from "../../../delivery/adapters/signing/sigstore-signing";
import { PREDICATES } from "../../../delivery/adapters/signing/statement";
import { planStatementText } from "../../../delivery/decisions/terraform/plan-statement";
import type { Run } from "../../../sandbox/supply-chain/github-claims";
import { RELEASE_RUN } from "./release-run";
import type { Workshop } from "./workshop";

/** What stands for the bytes of a Terraform plan. */
export const PLAN = Buffer.from("a plan of Terraform");

/** Its SHA-256, in hexadecimal. */
export const PLAN_SHA256 = createHash("sha256").update(PLAN).digest("hex");

/** A run that plans a stack as the platform wants it. */
export const PLAN_RUN: Run = {
  ...RELEASE_RUN,
  workflow: "neurocipher/nc-platform/.github/workflows/terraform.yml@refs/heads/main",
};

/** The bundles beside a plan, as `nc` signs them in a run. */
export interface SignedPlan {
  readonly signature: string;
  readonly provenance: string;
}

/** Signs the plan, as of the stack `core`, in a run. */
export async function signedPlan(
  { urls, token }: Workshop,
  run: Run,
  environment: "stg" | "prod",
): Promise<SignedPlan> {
  const signing = sigstoreSigning({
    fulcioUrl: urls.fulcio,
    timestampUrl: urls.timestamps,
    token: async () => token(run),
  });
  const about = { sha256: PLAN_SHA256, workload: "core", environment, commit: run.commit };
  const path = ".github/workflows/release.yml";
  const provenance = JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "tfplan.bin", digest: { sha256: PLAN_SHA256 } }],
    predicateType: PREDICATES.provenance,
    predicate: provenancePredicate({ ...run, path, run: { id: 9001, attempt: 1 } }),
  });
  return {
    signature: await signing.sign(planStatementText({ ...about, terraformVersion: "1.11.4" })),
    provenance: await signing.sign(provenance),
  };
}
