import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { readStackFile } from "../../../infra/settings/stack-file";
import { writeBundle } from "../../adapters/aws/artifacts/objects";
import { s3TerraformPlans } from "../../adapters/aws/terraform-plans";
import { type Session, verb } from "../../cli/verb";
import { sha256 } from "../../decisions/release/artifact";
import type { Origin } from "../../decisions/release/build";
import { signerOf } from "../../decisions/release/signers";
import { parsePlanStatement } from "../../decisions/terraform/plan-statement";
import { accountOf } from "../account";
import { dryRun, environment, workload } from "../options";
import { signingOf } from "../promotion/supply-chain";
import { originOf, originOptions } from "../release/origin";

/** `nc terraform sign`: signs a plan that was kept, in a job that runs no code of the stack's repository. */
export const terraformSign = verb({
  summary: "Signs a Terraform plan that was kept, as the workflow that runs.",
  example:
    "nc terraform sign core --environment stg --sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  input: z.strictObject({
    workload,
    environment,
    sha256: sha256.meta({ description: "SHA-256 of the plan, as nc terraform plan shows it" }),
    ...originOptions,
    dryRun,
  }),
  positional: ["workload"],
  answer: z.strictObject({ sha256: z.string(), signer: z.string(), signed: z.boolean() }),
  waits: { for: "cosign and its services" },
  async run(input, session) {
    const origin = originOf(input, session);
    const { settings } = readStackFile(session.project, input.environment);
    const { clients, contracts } = accountOf(input.environment, session);
    const contract = await contracts.of(input.workload);
    const { statement } = await s3TerraformPlans(clients, contract).get(input.sha256);
    checkPlanned(statement, input, origin.commit);
    const signer = signerOf("terraform-plan", settings.github);
    const provenance = await provenanceOf(input.sha256, signer, origin, session);
    const answer = { sha256: input.sha256, signer, signed: !input.dryRun };
    const what = `the plan of ${input.workload} in ${input.environment}`;
    if (input.dryRun) {
      return { result: "pass", answer, lines: [`${what} would be signed as ${signer}`] };
    }
    const signing = signingOf(session, settings, {
      signed: "terraform-plan",
      workload: input.workload,
    });
    const { artifactBucket: bucket } = contract;
    const beside = { clients, bucket, workload: input.workload, sha256: input.sha256 };
    await writeBundle(beside, "signature", await signing.sign(statement));
    await writeBundle(beside, "provenance", await signing.sign(provenance));
    return { result: "pass", answer, lines: [`${what} is signed as ${signer}`] };
  },
});

/** Refuses to sign what was planned for something else than this run is for. */
function checkPlanned(
  statement: string,
  {
    workload: name,
    environment: where,
  }: { readonly workload: string; readonly environment: string },
  commit: string,
): void {
  const planned = parsePlanStatement(statement);
  const compared = [
    ["workload", planned.workload, name],
    ["environment", planned.environment, where],
    ["commit", planned.commit, commit],
  ] as const;
  const problems = compared
    .filter(([, got, want]) => got !== want)
    .map(([field, got, want]) => formatProblem(field, got, want));
  if (problems.length > 0) throw new InvalidInput("the plan", problems);
}

/** What this run says of itself: SLSA provenance v1 of the plan, as an in-toto statement. */
async function provenanceOf(
  plan: string,
  workflow: string,
  { ref, commit, repository, repositoryId, run }: Origin,
  { env }: Pick<Session, "env">,
): Promise<string> {
  // GitHub docs, "Variables": `owner/name/.github/workflows/file.yml@ref` of the workflow that was started.
  const [, path] = /^[^/]+\/[^/]+\/([^@]+)@/.exec(env.GITHUB_WORKFLOW_REF ?? "") ?? [];
  if (path === undefined) {
    const want = "owner/name/.github/workflows/file.yml@ref";
    const problem = formatProblem("GITHUB_WORKFLOW_REF", env.GITHUB_WORKFLOW_REF, want);
    throw new InvalidInput("where the plan comes from", [problem]);
  }
  const [{ provenancePredicate }, { PREDICATES }] = await Promise.all([
    import("../../adapters/signing/provenance"),
    import("../../adapters/signing/statement"),
  ]);
  const build = { workflow, repository, repositoryId, commit, ref, path, run };
  return JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "tfplan.bin", digest: { sha256: plan } }],
    predicateType: PREDICATES.provenance,
    predicate: provenancePredicate(build),
  });
}
