import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { appConfigFlags, flagsIn } from "../../../delivery/adapters/aws/flags";
import { opsItemIncidents } from "../../../delivery/adapters/aws/incidents";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import type { Release } from "../../../delivery/decisions/release/release";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import { promote } from "../../../delivery/promotion/promote";
import { InvalidInput } from "../../../infra/problems";
import type { ReleaseContract } from "../../../infra/release/contract";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { answerOrFault } from "../../../sandbox/api/faults";
import { type ApiServer, listen } from "../../../sandbox/api/server";
import { type Behaviour, setBehaviour } from "../../../sandbox/api/simulation/behaviours";
import { TASK_RUNS } from "../../../sandbox/api/simulation/ecs/tasks";
import { Tap } from "../../functions/support/tap";
import { everyOption } from "../../iam/support/every-option";
import { loadTestCatalog } from "../../support/catalog";
import { deliveries, scalingOf } from "../adapters/aws/support/deliveries";
import { deploymentsCounted } from "../adapters/aws/support/deployments-counted";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { ask, promotionOf } from "./promotion";
import { started } from "./started";
import { builtRelease, type KilledWorkload } from "./workloads";

/** A workload of a way to deploy. */
interface Way extends Pick<KilledWorkload, "name" | "kind" | "bad" | "flags"> {
  /** How many tasks a release runs once. */
  readonly tasks: number;
}

/** Code that is bad is rolled back; a job's is not seen before its next run. */
const WAYS: Readonly<Record<string, Way>> = {
  "a service by CodeDeploy": {
    name: "ingest-worker",
    kind: "service",
    flags: ["fees"],
    bad: "5xx",
    tasks: 0,
  },
  "a service by ECS": { name: "clock", kind: "service", bad: "5xx", tasks: 0 },
  "a function": { name: "api-adapter", kind: "function", bad: "crashing", tasks: 0 },
  "a worker": { name: "audit-queue", kind: "worker", bad: "crashing", tasks: 0 },
  "a worker that migrates": { name: "crank", kind: "worker", tasks: 1 },
  "a job that is a task": { name: "audit-digest", kind: "job", tasks: 1 },
  "a job that is a function": { name: "hand", kind: "job", tasks: 0 },
};

/** How `nc` names a service in a message, by what a call of it is signed for. */
const SERVICES: Readonly<Record<string, string>> = {
  appconfig: "AppConfig",
  "application-autoscaling": "Application Auto Scaling",
  codedeploy: "CodeDeploy",
  dynamodb: "DynamoDB",
  ecs: "ECS",
  elasticloadbalancing: "Elastic Load Balancing",
  lambda: "Lambda",
  monitoring: "CloudWatch",
  s3: "S3",
  scheduler: "EventBridge Scheduler",
  sqs: "SQS",
  ssm: "Systems Manager",
};

/** Is not called where the start of the flags' deployment has lost its answer: what is in force says that it has ended. */
const FLAGS_OBSERVED = "appconfig:GetDeployment";

const BEFORE = [
  ...["release-made", "gate-decided", "promotion-phase gated", "promotion-phase copying"],
  ...["promotion-phase migrating", "promotion-phase deploying", "traffic-shifted"],
];
const SUCCEEDED = [...BEFORE, "promotion-phase baking", "promotion-phase succeeded"];
const ROLLED_BACK = [...BEFORE, "rolled-back", "incident-opened", "promotion-phase rolled-back"];

describe("every call of AWS in a promotion", () => {
  const { api, clock, clientsOf, contractOf } = deliveries(async () => [
    ...(await loadTestCatalog()),
    ...everyOption(),
  ]);
  const opened: AwsClients[] = [];
  let tap: Tap;
  let server: ApiServer;
  beforeEach(async () => {
    tap = new Tap();
    server = await listen((request) =>
      tap.aws(api.world, request, (each) => answerOrFault(api.world, each, randomUUID())),
    );
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) each.destroy();
    await server.stop();
  });
  const opening = (clients: AwsClients) => {
    opened.push(clients);
    return clients;
  };

  for (const [way, workload] of Object.entries(WAYS)) {
    const { name, kind, bad, tasks } = workload;
    const idOf = ({ version }: Release) => `${name}-${version}-stg-77`;

    /** A release that has been built, whose code behaves so. */
    async function built(number: number, behaviour: Behaviour): Promise<Release> {
      const contract = contractOf(name, kind);
      const { release, code } = await builtRelease(clientsOf(name), workload, contract, number);
      setBehaviour(api.account, code, behaviour);
      return release;
    }

    /** One run of a promotion, with the workload's own deploy role. It looks at the deployment every minute. */
    async function run(release: Release): Promise<void> {
      const clients = opening(
        new AwsClients({ ...api.as(deployRoleOf(name)), endpoint: server.url, timeout: 400 }),
      );
      const owner = `https://github.com/neurocipher/${name}/actions/runs/77`;
      const slow = { ...clock, sleep: (ms: number) => clock.sleep(Math.max(ms, 60_000)) };
      const contract = contractOf(name, kind);
      const promotion = await promotionOf({ release, owner, clients, contract, clock: slow });
      await promote(promotion, idOf(release), ask);
    }

    /** What the account has of a promotion. */
    async function written(release: Release) {
      const clients = opening(new AwsClients(api.as(ADMINISTRATOR)));
      const contract = contractOf(name, kind);
      const ledger = dynamoDbLedger(await clients.dynamoDb(), "nc-platform-stg-ledger");
      const events = (await ledger.eventsOf(name)).filter(
        (each) => Date.parse(each.at) >= begunAt.getTime(),
      );
      return {
        events: events.map((each) => ("phase" in each ? `${each.type} ${each.phase}` : each.type)),
        phase: (await dynamoDbPromotions(clients, "nc-platform-stg-promotions").read(name))?.phase,
        incidents: (await opsItemIncidents(clients).openOf(name)).length,
        deployments: await started(clients, contract, idOf(release)),
        flags: await flagDeployments(clients, contract),
        tasks: TASK_RUNS.list(api.cloud).length,
        released: await textOf(clients, contract.shape.parameter),
        scaling: "scaling" in contract ? scalingOf(api.cloud, contract.scaling.resourceId) : null,
        shown: await deploymentsCounted(clients, name, clock.now()),
      };
    }
    let begunAt: Date;
    /** Calls that have failed already, in the promotion that succeeds. */
    const tried = new Set<string>();

    /** The first release of the workload, which is good. */
    async function first(): Promise<Release> {
      begunAt = clock.now();
      return built(1, "healthy");
    }

    /** A bad release, after a good one. */
    async function second(behaviour: Behaviour): Promise<Release> {
      await run(await first());
      // The tasks of the release before are kept for a while, and the next deployment waits for their end.
      await api.pass(10);
      begunAt = clock.now();
      tap.calls.splice(0);
      return built(2, behaviour);
    }

    for (const [what, prepare, ended] of [
      [way, first, { phase: "succeeded", events: SUCCEEDED, incidents: 0 }],
      ...(bad === undefined
        ? []
        : [
            [
              `${way} that is rolled back`,
              () => second(bad),
              { phase: "rolled-back", events: ROLLED_BACK, incidents: 1 },
            ] as const,
          ]),
    ] as const) {
      describe(`of ${what}`, () => {
        let calls: readonly string[];
        let calm: Awaited<ReturnType<typeof written>>;

        it("none of which fails", async () => {
          const release = await prepare();
          await run(release);
          const made = new Set(tap.calls.map(({ operation }) => operation));
          calls = [...made].filter((each) => !tried.has(each));
          expect(calls).not.to.deep.equal([]);
          for (const each of calls) tried.add(each);
          calm = await written(release);
          expect(calm).to.deep.include({ ...ended, deployments: 1, tasks });
          const contract = contractOf(name, kind);
          // The shape that may run, and the catalog's limits, in force (docs/decisions/0008 and 0027).
          expect(calm.released).to.equal(JSON.stringify([contract.shape.id]));
          if ("scaling" in contract) {
            const { minCapacity, maxCapacity } = contract.scaling;
            expect(calm.scaling).to.deep.equal({ minCapacity, maxCapacity, isSuspended: false });
          }
          expect(calm.shown).to.be.within(1, 2);
        });

        it("writes nothing twice where its first answer is lost", async () => {
          const release = await prepare();
          for (const [at, operation] of calls.entries()) {
            const fault = at % 4 > 0 ? "server-error" : "time-out";
            api.world.faults.push({ fault, operation, times: 1, afterwards: true });
          }
          await run(release);
          const notMade = api.world.faults.map(({ operation }) => operation);
          expect(notMade).to.deep.equal(calls.filter((each) => each === FLAGS_OBSERVED));
          expect(await written(release)).to.deep.equal(calm);
        });

        it("is one message where it is refused, and the next run goes on", async () => {
          const release = await prepare();
          for (const operation of calls) {
            const fault = "expired-credentials";
            api.world.faults.push({ fault, operation, times: 1, afterwards: false });
            const failed = await run(release).catch((error: unknown) => error);
            const [service = "", called] = operation.split(":");
            expect(failed, operation).to.be.instanceOf(InvalidInput);
            expect(String(failed)).to.match(
              new RegExp(`^InvalidInput: ${called} of ${SERVICES[service]}:\n  Expired\\S+: .+$`),
            );
            expect(api.world.faults, operation).to.deep.equal([]);
          }
          await run(release);
          expect(await written(release)).to.deep.equal(calm);
        });
      });
    }
  }
});

async function flagDeployments(clients: AwsClients, contract: ReleaseContract): Promise<number> {
  if (flagsIn(contract) === undefined) return 0;
  return (await appConfigFlags(clients, contract).deployments()).length;
}

async function textOf(clients: AwsClients, Name: string): Promise<string | undefined> {
  const { Parameter } = await (await clients.ssm()).getParameter({ Name });
  return Parameter?.Value;
}
