import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Settings } from "../../../infra/settings/parse";
import { readStackFile } from "../../../infra/settings/stack-file";
import { s3Releases } from "../../adapters/aws/releases";
import type { Delivery, Run } from "../../assembly/delivery";
import type { Session } from "../../cli/verb";
import type { Release } from "../../decisions/release/release";
import { accountOf } from "../account";
import { changeTicketsOf, gitHubOf } from "../github";
import { storedRelease } from "../release/stored";
import { artifactsOf, attestationsOf, signingOf, sourceOf, verificationOf } from "./supply-chain";

/** What a command line of a promotion names. */
export interface DeliveryRequest {
  readonly workload: string;
  readonly version: string;
  readonly environment: Environment;
  /** URL of a workflow run. @default - the run in which `nc` works */
  readonly run?: string | undefined;
  /** Folder of a clone of the workload's repository. @default - a Terraform stack is not applied */
  readonly checkout?: string | undefined;
  /** Whether nobody has to approve: then any run, or none, will do. @default - in dev alone */
  readonly withoutApproval?: boolean;
}

/**
 * A release, and what brings it into an environment, as the session has it: the stack files of the project, the account
 * of its credentials, GitHub, and the tools of the supply chain.
 *
 * @throws {InvalidInput} that says what is missing
 */
export async function deliveryOf(
  request: DeliveryRequest,
  session: Session,
): Promise<{ readonly release: Release; readonly delivery: Delivery }> {
  const { workload, version, environment, run, checkout } = request;
  const { withoutApproval = environment === "dev" } = request;
  const { env, now, say, signal, sleep } = session;
  const settings = settingsOfEach(session);
  const { clients } = accountOf(environment, session);
  const { artifactBucket } = platformNames(settings[sourceOf(environment)]);
  const releases = s3Releases(clients, { of: async () => ({ artifactBucket }) });
  const release = await storedRelease(releases, workload, version);
  const args = { session, environment, settings, clients, workload };
  const gitHub = gitHubOf(session, clients);
  const { repository } = release;
  const tickets = { repository, settings: settings[environment], gitHub, clients };
  const delivery = {
    environment,
    settings: settings[environment],
    stg: settings.stg,
    clients,
    gitHub,
    changeTickets: changeTicketsOf(tickets, session),
    terraform: checkout === undefined ? undefined : { repository: checkout, env, signal },
    artifacts: artifactsOf(args),
    attestations: attestationsOf(args),
    signing: signingOf(session, settings[environment], { signed: "bake", workload }),
    verification: verificationOf(args),
    run: runOf(env, run, { release, withoutApproval }),
    clock: { now, sleep },
    say,
  };
  return { release, delivery };
}

function settingsOfEach({ project }: Session): Readonly<Record<Environment, Settings>> {
  const [dev, stg, prod] = ENVIRONMENTS;
  const read = (environment: Environment) => readStackFile(project, environment).settings;
  return { dev: read(dev), stg: read(stg), prod: read(prod) };
}

/** The run whose reviews count: only one of the release's own repository can have them. */
function runOf(
  env: Session["env"],
  given: string | undefined,
  { release, withoutApproval }: { readonly release: Release; readonly withoutApproval: boolean },
): Run {
  const { repository, run } = release;
  const {
    GITHUB_SERVER_URL: server = "https://github.com",
    GITHUB_REPOSITORY: own,
    GITHUB_RUN_ID: id,
    GITHUB_RUN_ATTEMPT: attempt = "1",
  } = env;
  const url = given ?? `${server}/${own}/actions/runs/${id}`;
  const [, of, number] =
    /^https:\/\/[^/]+\/([^/]+\/[^/]+)\/actions\/runs\/([1-9]\d{0,14})$/.exec(url) ?? [];
  if (of === repository && number !== undefined) {
    return { repository, id: Number(number), attempt: given === undefined ? Number(attempt) : 1 };
  }
  if (withoutApproval && given === undefined) return { repository, ...run };
  const want = `the URL of a run of ${repository}, or nc as a step of one`;
  throw new InvalidInput("the run", [formatProblem("--run", given ?? own, want)]);
}
