import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../../delivery/adapters/aws/contracts";
import { s3TerraformPlans } from "../../../delivery/adapters/aws/terraform-plans";
import { makePlan } from "../../../delivery/adapters/terraform/kept-plan";
import { terraformStack } from "../../../delivery/adapters/terraform/stack";
import { parseRelease } from "../../../delivery/decisions/release/release";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { planRoleName } from "../../../infra/naming/workload-names";
import { Unmet } from "../check";
import type { Stage } from "../stage";
import { attest, type Build, signersOf, storedReleases } from "./build";
import { assumeRole, type SessionCredentials } from "./deploy-session";
import { STARTER } from "./github";
import { planClaims } from "./github-job";
import { reportChecks, startRun } from "./runs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A resource that is made by a command that fails: Terraform then has it half-way. */
const BROKEN = `
resource "terraform_data" "broken" {
  provisioner "local-exec" {
    command = "exit 3"
  }
}
`;

/** One resource more than the stack has. */
const MORE = `
resource "terraform_data" "more" {}
`;

/** What a commit changes in a stack: nothing, a resource that cannot be made, or one resource more. */
export type StackChange = "none" | "broken" | "more";

const TEXTS: Readonly<Record<StackChange, string>> = { none: "", broken: BROKEN, more: MORE };

/** A clone of a Terraform stack's repository. */
export interface StackRepository {
  readonly folder: string;
  /** Commits the stack with a change. Answers the commit. */
  commit(change: StackChange): string;
  remove(): void;
}

/** Makes the repository of a stack, whose configuration is the one of this repository. */
export function stackRepository({
  directory,
}: Pick<WorkloadOf<"terraform">, "directory">): StackRepository {
  const folder = mkdtempSync(join(tmpdir(), "nc-rehearsal-stack-"));
  const git = (...words: string[]) => {
    const person = ["-c", "user.name=octocat", "-c", "user.email=octocat@users.noreply.github.com"];
    const own = [...person, "-c", "commit.gpgsign=false", "-C", folder];
    return execFileSync("git", [...own, ...words], { encoding: "utf8" }).trim();
  };
  cpSync(join(ROOT, directory), join(folder, directory), { recursive: true });
  git("init", "--quiet", "--initial-branch", "main");
  writeFileSync(join(folder, ".gitignore"), ".terraform\n.terraform.lock.hcl\n");
  return {
    folder,
    commit(change) {
      writeFileSync(join(folder, directory, "change.tf"), TEXTS[change]);
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", "feat: a change");
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What Terraform finds in its environment: AWS's API is the simulated one. */
export function terraformEnv(
  { endpoint, accounts }: Stage,
  environment: Environment,
  { accessKeyId, secretAccessKey, sessionToken }: SessionCredentials,
): Readonly<Record<string, string | undefined>> {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: accounts[environment].region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** Plans what is checked out for an environment, as the role that changes nothing. Answers the plan's SHA-256. */
async function plan(
  stage: Stage,
  stack: WorkloadOf<"terraform">,
  environment: Environment,
  { repository, commit, version }: { repository: StackRepository; commit: string; version: string },
): Promise<string> {
  const role = planRoleName({ service: stack.name, environment });
  const claims = planClaims(stage, stack, environment, version);
  const credentials = await assumeRole(stage, role, environment, claims);
  const { region } = stage.accounts[environment];
  const clients = new AwsClients({ region, endpoint: stage.endpoint, credentials });
  const contract = await parameterContracts(clients, environment).of(stack.name);
  if (contract.kind !== "terraform") throw new Unmet(`${stack.name} is a ${contract.kind}`);
  const env = terraformEnv(stage, environment, credentials);
  const folder = join(repository.folder, contract.directory);
  const { signal } = new AbortController();
  const terraform = terraformStack({ folder, env, signal }, contract);
  await terraform.init();
  const about = { workload: stack.name, environment, commit };
  const plans = s3TerraformPlans(clients, contract);
  return (await makePlan(terraform, about, (file) => terraform.plan(file), plans)).sha256;
}

/** Makes a release of a stack: its plans for stg and prod. */
export async function buildStack(
  stage: Stage,
  stack: WorkloadOf<"terraform">,
  repository: StackRepository,
  version: string,
  change: StackChange = "none",
): Promise<Build> {
  const { name, kind, app, repositoryId } = stack;
  const made = {
    repository: `${stage.settings.prod.github.organization}/${stack.repository}`,
    commit: repository.commit(change),
    version,
  };
  const { id, attempt } = startRun(stage, made);
  reportChecks(stage, made);
  const artifacts = [];
  for (const environment of ["stg", "prod"] as const) {
    const sha256 = await plan(stage, stack, environment, { ...made, repository });
    const key = `${name}/plan/${sha256}/tfplan.bin`;
    artifacts.push({ type: "terraform-plan", environment, key, sha256 });
  }
  const release = parseRelease({
    schema: 1,
    ...made,
    workload: name,
    kind,
    app,
    repositoryId,
    run: { id, attempt, startedBy: STARTER },
    taggedAt: stage.clock.now().toISOString(),
    artifacts,
    flags: [],
    change: { type: "standard", risk: "low", summary: `${name} ${version}` },
  });
  const attestations = await attest(stage, release, signersOf(stage, stack));
  await storedReleases(stage, stack, version).put(release);
  const code = { type: "configuration" as const, commit: made.commit };
  return { release, workload: stack, code, attestations };
}
