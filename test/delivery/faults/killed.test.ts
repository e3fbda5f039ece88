import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import { hasEnded } from "../../../delivery/decisions/promotion/record";
import type { Release } from "../../../delivery/decisions/release/release";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { setBehaviour } from "../../../sandbox/api/simulation/behaviours";
import { TASK_RUNS } from "../../../sandbox/api/simulation/ecs/tasks";
import type { Cloud } from "../../../sandbox/cloud/record";
import { deliveries } from "../adapters/aws/support/deliveries";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { variablesOf } from "../commands/support/command-line";
import { type Kill, killable, randomNumbers } from "./killable";
import { type KillingServer, startKillingServer } from "./killing-server";
import { started } from "./started";
import { builtRelease, WORKLOADS } from "./workloads";

/** Most requests after which a run is killed; a service's promotion takes about ninety. */
const MOST_REQUESTS = 24;

describe("a process that promotes and is killed", () => {
  const { api, clientsOf, contractOf } = deliveries();
  const promoter = killable();
  let server: KillingServer;
  let clients: AwsClients;
  beforeEach(async () => {
    server = await startKillingServer(api.world);
    asAdministrator();
  });
  afterEach(async () => {
    clients.destroy();
    await server.stop();
  });

  /** Runs the process, which a signal reaches at a request; answers its exit code, and what it printed. */
  const run = (release: Release, owner: string, kill: Kill) =>
    promoter.run(
      server,
      {
        ...variablesOf({ ...api.as(deployRoleOf(release.workload)), endpoint: server.url }),
        OWNER: owner,
        PROMOTION: promotionId(release),
        RELEASE: JSON.stringify(release),
      },
      kill,
    );

  /** Signs in anew: a session lasts an hour on the account's clock. */
  function asAdministrator(): void {
    clients?.destroy();
    clients = new AwsClients(api.as(ADMINISTRATOR));
  }

  const record = (workload: string) =>
    dynamoDbPromotions(clients, "nc-platform-stg-promotions").read(workload);

  /** What the account has of one promotion. */
  async function written(release: Release) {
    const ledger = dynamoDbLedger(await clients.dynamoDb(), "nc-platform-stg-ledger");
    const events = await ledger.eventsOf(release.workload);
    const found = await record(release.workload);
    return {
      phase: found?.phase,
      phases: events.flatMap((each) =>
        each.type === "promotion-phase" && each.promotion === promotionId(release)
          ? [each.phase]
          : [],
      ),
      incidents: events.filter(
        (each) => each.type === "incident-opened" && each.deployment === found?.deployment,
      ).length,
    };
  }

  const BEFORE = ["gated", "copying", "migrating", "deploying"];
  const GOOD = { phase: "succeeded", phases: [...BEFORE, "baking", "succeeded"], incidents: 0 };
  const BAD = { phase: "rolled-back", phases: [...BEFORE, "rolled-back"], incidents: 1 };
  const NOTHING_BEFORE = { phase: "failed", phases: [...BEFORE, "failed"], incidents: 1 };

  /**
   * Promotes a release to its end, by one run after another, each of which is killed.
   *
   * @returns the phase that each killed run has left
   */
  async function promoted(release: Release, number: number, random: (below: number) => number) {
    const { workload, version } = release;
    const left: string[] = [];
    for (;;) {
      // Another run may go on once the one before it has been silent for more than two minutes.
      const other = random(3) === 0;
      if (other) await api.pass(3);
      const id = other ? `${number}${left.length}` : number;
      const owner = `https://github.com/neurocipher/${workload}/actions/runs/${id}`;
      const signal = random(4) === 0 ? "SIGTERM" : "SIGKILL";
      asAdministrator();
      const before = await record(workload);
      const request = 1 + random(MOST_REQUESTS);
      const ended = await run(release, owner, { signal, request, isCarriedOut: random(2) === 0 });
      if (ended.code === 0) {
        const { kind, phase } = JSON.parse(ended.out).answer;
        if (phase !== null) return left;
        // It waits for the owner before it, who was seen a moment ago.
        expect(kind, ended.err).to.equal("waits");
        await api.pass(3);
        continue;
      }
      expect([ended.killedBy, ended.code], ended.err).to.deep.equal(
        signal === "SIGKILL" ? ["SIGKILL", null] : [null, 130],
      );
      const found = await record(workload);
      left.push(found?.version === version ? found.phase : "unclaimed");
      expect(found?.revision ?? 0).to.be.at.least(before?.revision ?? 0);
      // Killed in its very last write: one more run would be another promotion.
      if (found?.version === version && hasEnded(found)) return left;
      if (found === undefined || hasEnded(found)) continue;
      expect(found.owner?.name, found.phase).to.match(/^https:/);
      expect(Date.parse(found.owner?.seenAt ?? "")).to.be.at.most(api.world.clock.now().getTime());
    }
  }

  for (const workload of WORKLOADS) {
    const { name, kind, kills, bad, phases } = workload;
    it(`leaves the promotion of a ${kind} that ends as without it, and no lock without owner and age`, async () => {
      const random = randomNumbers(20_261_127);
      const killed: string[] = [];
      const contract = contractOf(name, kind);
      for (let number = 1; killed.length < kills; number += 1) {
        const isBad = bad !== undefined && number % 3 === 0;
        const { release, code } = await builtRelease(clientsOf(name), workload, contract, number);
        setBehaviour(api.account, code, isBad ? bad : "healthy");
        killed.push(...(await promoted(release, number, random)));
        // A worker whose run was dead for longer than its drain may take is brought back, and takes messages again.
        // Before the first that has replaced its tasks there is nothing to bring back, but for what ECS undoes itself.
        const hasBefore = (await record(name))?.previous !== undefined;
        const broken = hasBefore ? [BAD] : [BAD, NOTHING_BEFORE];
        const ends = isBad ? broken : kind === "worker" ? [GOOD, ...broken] : [GOOD];
        expect(ends, release.version).to.deep.include(await written(release));
        if (kind === "worker") expect(intakeOf(api.cloud, name)).to.equal("open");
        const begun = await started(clients, contract, promotionId(release));
        expect(begun, release.version).to.equal(1);
        // The tasks of the release before are kept for a while, and the next deployment waits for their end.
        await api.pass(10);
      }
      expect(killed).to.include.members([...phases]);
      // Its first release is run once; every other is started by its schedule.
      if (kind === "job") expect(TASK_RUNS.list(api.cloud)).to.have.length(1);
    });
  }
});

/** What tells a worker whether to take messages. */
function intakeOf(cloud: Cloud, workload: string): unknown {
  const key = `/nc/stg/${workload}/config/intake`;
  return cloud.get({ type: "aws:ssm/parameter:Parameter", key })?.state.value;
}

const promotionId = ({ workload, version }: Release) => `${workload}-${version}-stg-77`;
