import { setTimeout } from "node:timers/promises";
import { breakGlassPermissions } from "../../../components/identity/permissions/break-glass";
import { breakGlassTrust } from "../../../components/identity/permissions/break-glass-trust";
import { policyText } from "../../../components/identity/statement";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { deployerOf } from "../../../delivery/adapters/aws/deploy/deployer";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import { s3Releases } from "../../../delivery/adapters/aws/releases";
import { runCommandLine } from "../../../delivery/cli/run";
import { VERBS } from "../../../delivery/commands";
import { type Release, releaseId } from "../../../delivery/decisions/release/release";
import type { Clock } from "../../../delivery/ports/clock";
import { contextOf, PLATFORM } from "../../../infra/context";
import { parseReleaseContract } from "../../../infra/release/contract";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { messagesOf } from "../../../sandbox/api/simulation/queues/messages";
import type { StackRepository } from "../../../sandbox/rehearsal/delivery/stacks";
import { deliveries, releaseOfImage } from "../../delivery/adapters/aws/support/deliveries";
import { deployRoleOf, programSettings } from "../../delivery/adapters/aws/support/program-account";
import { releaseOfZip } from "../../delivery/adapters/aws/support/zip-release";
import { type Ended, variablesOf } from "../../delivery/commands/support/command-line";
import { withIssuesServer } from "../../delivery/commands/support/issues-server";
import { stgProject } from "../../delivery/commands/support/stg-project";
import { ACCOUNT } from "../../sandbox/api/support/service-inputs";
import { plannedRelease } from "../../terraform/planned-release";

/** How often a deployment is looked at, in milliseconds of the account's clock. */
const INTERVAL = 5_000;

/** How long a look at a running Terraform waits for it, in milliseconds of the machine's clock. */
const REAL_INTERVAL = 250;

/**
 * An account with the tests' workloads, whose releases are made by their own deployers, before each test of a suite.
 *
 * @param repository - the clone of the Terraform stack's repository. @default - it is not released
 */
export function delivered(repository?: () => StackRepository) {
  const world = deliveries();
  const { api, clientsOf } = world;
  const clock: Clock = {
    now: () => world.clock.now(),
    async sleep(milliseconds) {
      if (repository) await setTimeout(REAL_INTERVAL);
      await world.clock.sleep(milliseconds);
    },
  };
  const project = stgProject();
  const contractOf = (service: string) => {
    const key = `/nc/stg/${service}/config/release-contract`;
    const parameter = api.cloud.get({ type: "aws:ssm/parameter:Parameter", key });
    return parseReleaseContract(String(parameter?.state.insecureValue));
  };
  const variables = (service: string) => ({
    PATH: process.env.PATH ?? "",
    ...variablesOf(api.as(deployRoleOf(service))),
  });
  const deployer = (service: string) =>
    deployerOf({
      clients: clientsOf(service),
      contract: contractOf(service),
      clock,
      ...(repository && {
        terraform: {
          repository: repository().folder,
          env: variables(service),
          signal: new AbortController().signal,
        },
      }),
    });
  const running = (service: string) => deployer(service).current();
  const intake = () =>
    api.cloud.get({ type: "aws:ssm/parameter:Parameter", key: "/nc/stg/audit-queue/config/intake" })
      ?.state ?? {};

  /** The release of a digit: its image, its zip, or what is checked out of its stack. */
  async function releaseOf(service: string, digit: string): Promise<Release> {
    const contract = contractOf(service);
    const version = `v1.${digit}.0`;
    if (contract.kind === "function") {
      return releaseOfZip(clientsOf(service), contract, `code ${digit}`, {
        kind: "function",
        version,
      });
    }
    if (contract.kind === "terraform" && repository) {
      const planner = { contract, clients: clientsOf(service), variables: variables(service) };
      const commit = repository().commit(digit === "1" ? "none" : "more");
      return plannedRelease({ ...planner, repository: repository() }, { commit, version });
    }
    const { kind } = contract;
    return releaseOfImage(digit, { workload: service, kind, version });
  }

  return {
    api,
    account: ACCOUNT,
    running,
    intake,
    /** Brings a release to all traffic, with its promotion's record. Answers what then runs. */
    async release(service: string, digit: string): Promise<string | undefined> {
      const release = await releaseOf(service, digit);
      const previous = await running(service);
      await s3Releases(clientsOf(service), { of: async () => contractOf(service) }).put(release);
      // A deployment group takes no other deployment while it keeps the old tasks.
      await clock.sleep(60 * 60_000);
      const observer = deployer(service);
      const deployment = await observer.start(release, `p-${digit}`);
      for (;;) {
        const { state, reason } = await observer.observe(deployment);
        if (state === "succeeded") break;
        if (state !== "in-progress") throw new Error(`${service} is ${state}: ${reason}`);
        await clock.sleep(INTERVAL);
      }
      await deployer(service).finish(deployment);
      const promotions = dynamoDbPromotions(clientsOf(service), "nc-platform-stg-promotions");
      const now = clock.now().toISOString();
      await promotions.write({
        revision: ((await promotions.read(service))?.revision ?? 0) + 1,
        promotion: `p-${digit}`,
        workload: service,
        environment: "stg",
        release: releaseId(release),
        version: release.version,
        phase: "succeeded",
        phaseSince: now,
        requestedAt: now,
        deployment,
        ...(previous !== undefined && { previous }),
      });
      return running(service);
    },
    /** Runs a command line of `nc` as a role, on the account's clock, with a GitHub that takes issues. */
    async nc(words: readonly string[], role: string): Promise<Ended> {
      const ended = { code: -1, out: "", err: "" };
      await withIssuesServer(async (gitHub) => {
        ended.code = await runCommandLine(words, VERBS, {
          env: { PATH: process.env.PATH, ...variablesOf(api.as(role)), ...gitHub },
          project: project.url(),
          signal: new AbortController().signal,
          clock,
          out: (text) => {
            ended.out += text;
          },
          err: (text) => {
            ended.err += text;
          },
        });
      });
      return ended;
    },
    /** Closes the worker's intake, as a release does. */
    async closeIntake(): Promise<void> {
      await deployer("audit-queue").start(await releaseOf("audit-queue", "2"), "p-2");
    },
    /** Opens break-glass for an hour from now, as the program does once a reviewed commit has the window. */
    openBreakGlass(): void {
      const instant = (minutes: number) =>
        `${new Date(clock.now().getTime() + minutes * 60_000).toISOString().slice(0, 19)}Z`;
      const window = {
        from: instant(-1),
        until: instant(59),
        who: ["alice"],
        ticket: "INC-1234",
        reason: "The pipeline cannot reach AWS.",
      };
      const principals = [`arn:aws:iam::${ACCOUNT}:user/alice`];
      const settings = programSettings({ breakGlass: { principals, window } });
      const statements = breakGlassPermissions(contextOf(settings, PLATFORM));
      const type = "aws:iam/rolePolicy:RolePolicy";
      const own = api.cloud
        .list(type)
        .find(({ state }) => state.role === "nc-platform-stg-break-glass");
      if (!own) throw new Error("there is no role of break-glass");
      api.cloud.patch(own, (state) => ({ ...state, policy: policyText(statements) }));
      const role = api.cloud.get({ type: "aws:iam/role:Role", key: "nc-platform-stg-break-glass" });
      if (!role) throw new Error("there is no role of break-glass");
      const assumeRolePolicy = breakGlassTrust({ settings });
      api.cloud.patch(role, (state) => ({ ...state, assumeRolePolicy }));
    },
    async send(QueueName: string, MessageBody: string): Promise<void> {
      const clients = new AwsClients(api.as(ADMINISTRATOR));
      const sqs = await clients.sqs();
      const { QueueUrl } = await sqs.getQueueUrl({ QueueName });
      await sqs.sendMessage({ QueueUrl, MessageBody });
      clients.destroy();
    },
    /** Names of the resources in a Terraform stack's state. */
    async stateOf(service: string): Promise<readonly string[]> {
      const { backend } = world.contractOf(service, "terraform");
      const s3 = await clientsOf(service).s3();
      const { Body } = await s3.getObject({ Bucket: backend.bucket, Key: backend.key });
      const state: { resources: { name: string }[] } = JSON.parse(
        (await Body?.transformToString()) ?? "",
      );
      return state.resources.map(({ name }) => name).sort();
    },
    messagesIn: (queue: string) => messagesOf(api.account, queue).length,
  };
}
