import { pathToFileURL } from "node:url";
import { ENVIRONMENTS, type Environment, isEnvironment } from "../../infra/environments";
import { serviceProblem } from "../../infra/naming/names";
import { PREVIEW_ROLE, platformNames } from "../../infra/naming/platform-names";
import { deployRoleArn, planRoleArn, publishingRoleArn } from "../../infra/naming/workload-names";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { pulumiBackend } from "../../infra/pulumi-backend";
import { readStackFile } from "../../infra/settings/stack-file";
import { reportError } from "../report-error";

const ROOT = new URL("../../", import.meta.url);

/** What a job does with the platform's stack: apply it, plan it, or look for drift, both with a role that only reads. */
const ROLES = ["deploy", "preview", "drift"] as const;
type Role = (typeof ROLES)[number];

/** What a job does with a workload, and the role for it: deliver it, publish a release, or plan a Terraform stack. */
const WORKLOAD_ROLES = ["deploy", "publish", "plan"] as const;
type WorkloadRole = (typeof WORKLOAD_ROLES)[number];
const ROLE_ARNS = { deploy: deployRoleArn, publish: publishingRoleArn, plan: planRoleArn } as const;

/** The name under which the platform delivers itself, which is no workload. */
const PLATFORM = "platform";

/** The output's name, and its value. */
type Outputs = Readonly<Record<string, string>>;

/**
 * Where a job delivers or plans a workload in an environment, by the output's name.
 *
 * @param folder - of `Pulumi.yaml` and the stack's file
 * @throws {InvalidInput} if the file is wrong, or the name can be no workload's
 */
export function workloadTarget(
  folder: URL,
  environment: Environment,
  role: WorkloadRole,
  service: string,
): Outputs {
  const isPlatform = service === PLATFORM;
  const problem = isPlatform ? "a workload, and not the platform" : serviceProblem(service);
  if (problem !== undefined) {
    throw new InvalidInput("arguments", [formatProblem("workload", service, problem)]);
  }
  const { settings } = readStackFile(folder, environment);
  const { accountId, region } = settings;
  const asksGitHub = role !== "plan" && environment !== "dev";
  return {
    "account-id": accountId,
    region,
    "role-arn": ROLE_ARNS[role](accountId, {
      service,
      environment,
    }),
    // In dev nobody is asked, and the workload's own workflow may deliver: it gets no credentials.
    "delivery-secret": asksGitHub ? platformNames(settings).deliverySecret : "",
  };
}

/**
 * Where a job of the platform works in an environment, by the output's name. Everything follows from
 * the stack's reviewed file at the commit that is run; nothing is a variable of GitHub, which whoever
 * may write to the repository can change.
 *
 * @param folder - of `Pulumi.yaml` and the stack's file
 * @throws {InvalidInput} if the file is wrong, or the stack's secrets have another key than its own
 */
export function deploymentTarget(folder: URL, environment: Environment, role: Role): Outputs {
  const { name, settings, secretsProvider, encryptedKey } = readStackFile(folder, environment);
  const { accountId, region } = settings;
  const backend = pulumiBackend(settings);
  const problems: string[] = [];
  if (secretsProvider !== backend.secretsProvider) {
    const want = `${backend.secretsProvider}, as "pulumi stack init --secrets-provider" writes it`;
    problems.push(formatProblem("secretsprovider", secretsProvider, want));
  }
  if (typeof encryptedKey !== "string") {
    problems.push(formatProblem("encryptedkey", encryptedKey, 'what "pulumi stack init" writes'));
  }
  if (problems.length > 0) throw new InvalidInput(name, problems);
  const roles = {
    deploy: deployRoleArn(accountId, { service: PLATFORM, environment }),
    preview: `arn:aws:iam::${accountId}:role/${PREVIEW_ROLE}`,
    drift: `arn:aws:iam::${accountId}:role/${platformNames(settings).driftRole}`,
  };
  return {
    "account-id": accountId,
    region,
    "role-arn": roles[role],
    "backend-url": backend.url,
  };
}

/**
 * `tools/workflow/deployment-target.ts <environment> <deploy|preview|drift>` of the platform, and
 * `tools/workflow/deployment-target.ts <environment> <deploy|publish|plan> <workload>` of a workload: a line of GITHUB_OUTPUT for
 * each.
 */
function main(environment = "", given = "", service?: string): void {
  try {
    for (const [key, value] of Object.entries(outputsOf(environment, given, service))) {
      console.log(`${key}=${value}`);
    }
  } catch (error) {
    reportError(error);
  }
}

function outputsOf(environment: string, given: string, service: string | undefined): Outputs {
  if (service === undefined) {
    const role = ROLES.find((each) => each === given);
    if (isEnvironment(environment) && role) return deploymentTarget(ROOT, environment, role);
  } else {
    const role = WORKLOAD_ROLES.find((each) => each === given);
    if (isEnvironment(environment) && role) return workloadTarget(ROOT, environment, role, service);
  }
  const roles = service === undefined ? ROLES : WORKLOAD_ROLES;
  const want = `one of ${ENVIRONMENTS.join(", ")}, and one of ${roles.join(", ")}`;
  throw new InvalidInput("arguments", [formatProblem("value", [environment, given], want)]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(...process.argv.slice(2));
