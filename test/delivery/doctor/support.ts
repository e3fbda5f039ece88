import { DeliveryTables } from "../../../components/audit/delivery-tables";
import { RepositoryEnvironments } from "../../../components/github/repository-environments";
import { RepositoryRules } from "../../../components/github/repository-rules";
import { AlertTopics } from "../../../components/observe/alert-topics";
import { CALLER } from "../../../delivery/decisions/workflows/caller";
import { contextOf, PLATFORM } from "../../../infra/context";
import { environmentsOf, planEnvironmentOf } from "../../../infra/github/environments";
import { contractText } from "../../../infra/release/contract";
import { createResource } from "../../../sandbox/cloud/account";
import type { Cloud, Properties } from "../../../sandbox/cloud/record";
import { CONTRACTS } from "../../infra/release/contracts";
import { settingsOf } from "../../support/contexts";
import { addResource, type StartedGitHub } from "../../support/github";
import { MOCK_LOCATION, type RecordedResource, record } from "../../support/record";

/** Settings of a prod that is in the tests' one account. */
export const SETTINGS = settingsOf("prod", {
  accountId: MOCK_LOCATION.account,
  certificateArn: `arn:aws:acm:ca-central-1:${MOCK_LOCATION.account}:certificate/1234`,
  alertRoutes: Object.fromEntries(
    ["page", "ticket", "information", "security"].map((route) => [
      route,
      [{ https: `https://events.example.com/${route}/secret` }],
    ]),
  ),
});

/** Name of the one contract's parameter. */
export const CONTRACT = "/nc/prod/billing/config/release-contract";

/** Name of the secret with which deliveries prove themselves. */
export const SECRET = "/nc/prod/platform/secret/delivery";

/** The workflow that the repository of the contract is to have. */
export const CALLER_OF_BILLING = { repository: "neurocipher/billing", text: "name: Deliver\n" };

/** The repositories of the organization: the platform's own, and that of the contract. */
const REPOSITORIES = ["nc-platform", "billing"];

/** What the program makes that a doctor looks at: the tables, and the rules of both repositories. */
export async function recordRules(): Promise<readonly RecordedResource[]> {
  const context = contextOf(SETTINGS, PLATFORM);
  const plan = planEnvironmentOf(SETTINGS);
  const environments = [...(plan ? [plan] : []), ...environmentsOf(SETTINGS)];
  return record(() => {
    new DeliveryTables("delivery", { context, auditKeyArn: "key" });
    new AlertTopics("alerts", {
      context,
      messagingKeyArn: "key",
      permissionsBoundaryArn: "boundary",
    });
    for (const repository of REPOSITORIES) {
      const { organization } = SETTINGS.github;
      new RepositoryEnvironments(`${repository}-environments`, {
        organization,
        repository,
        environments,
      });
      new RepositoryRules(`${repository}-rules`, { context, repository });
    }
  });
}

/** Puts the tables, a contract and the secret of deliveries, which has no value yet, into an account. */
export function fillAccount(cloud: Cloud, made: readonly RecordedResource[]): void {
  const add = (type: string, name: string, inputs: Properties) =>
    createResource(cloud, { urn: `urn:${type}:${name}`, type, name, inputs }, MOCK_LOCATION);
  for (const { type, name, inputs } of made) if (type.startsWith("aws:")) add(type, name, inputs);
  const contract = { ...CONTRACTS.worker, repository: "neurocipher/billing" };
  add("aws:ssm/parameter:Parameter", "contract", {
    name: CONTRACT,
    type: "String",
    insecureValue: contractText(contract),
  });
  add("aws:secretsmanager/secret:Secret", "delivery", { name: SECRET });
}

/** Puts the rules of both repositories and the teams of the settings into GitHub. */
export function fillGitHub(
  { github, record: folder }: StartedGitHub,
  made: readonly RecordedResource[],
): void {
  github.state.teams = Object.values(SETTINGS.teams).map(({ id, slug }) => ({
    id,
    slug,
    members: [],
    invited: [],
    repositories: Object.fromEntries(
      REPOSITORIES.map((name) => [name, slug === "release-eng" ? "push" : "pull"]),
    ),
  }));
  const [known] = github.state.repositories;
  if (!known) throw new Error("GitHub has no repository");
  github.state.repositories = [
    {
      ...known,
      id: 700_000_003,
      name: "billing",
      files: { [CALLER]: CALLER_OF_BILLING.text },
      immutableReleases: true,
    },
    {
      ...known,
      id: 700_000_001,
      name: "nc-platform",
      workflowAccess: "organization",
      immutableReleases: true,
    },
  ];
  for (const [index, { type, name, inputs }] of made.entries()) {
    if (!type.startsWith("github:")) continue;
    const key = type.endsWith(":RepositoryEnvironment")
      ? `${inputs.repository}:${inputs.environment}`
      : name;
    addResource(folder, type, key, { ...inputs, rulesetId: index, policyId: index });
  }
}
