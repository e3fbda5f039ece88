import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { build } from "esbuild";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import { hasEnded } from "../../../delivery/decisions/promotion/record";
import type { Release } from "../../../delivery/decisions/release/release";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { setBehaviour } from "../../../sandbox/api/simulation/behaviours";
import { deliveries, digestOf, releaseOfImage } from "../adapters/aws/support/deliveries";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { variablesOf } from "../commands/support/command-line";
import { type KillingServer, startKillingServer } from "./killing-server";
import { SERVICE } from "./promotion";

/** How often a run is killed, in all. */
const KILLS = 100;

/** Most requests after which a run is killed; a promotion takes about ninety. */
const MOST_REQUESTS = 24;

/** When a run is killed, and how. */
interface Kill {
  readonly signal: "SIGKILL" | "SIGTERM";
  /** Number of the request to the account at which it happens. */
  readonly request: number;
  readonly isCarriedOut: boolean;
}

describe("a process that promotes and is killed", () => {
  const { api } = deliveries();
  let folder: string;
  let script: string;
  let server: KillingServer;
  let clients: AwsClients;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "nc-killed-"));
    script = join(folder, "killed-run.mjs");
    await build({
      entryPoints: ["test/delivery/faults/killed-run.ts"],
      outfile: script,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20.19",
      mainFields: ["module", "main"],
      banner: {
        js: 'import{createRequire as ncRequire}from"node:module";const require=ncRequire(import.meta.url);',
      },
      logLevel: "error",
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    server = await startKillingServer(api.world);
    asAdministrator();
  });
  afterEach(async () => {
    clients.destroy();
    await server.stop();
  });

  /** Runs the process, which a signal reaches at a request; answers its exit code, and what it printed. */
  async function run(release: Release, owner: string, { signal, request, isCarriedOut }: Kill) {
    const child = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        ...variablesOf({ ...api.as(deployRoleOf(SERVICE)), endpoint: server.url }),
        OWNER: owner,
        PROMOTION: `${SERVICE}-${release.version}-stg-77`,
        RELEASE: JSON.stringify(release),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    // Only a process that is not killed at once goes on, and needs an answer for that.
    const isAnswered = signal === "SIGTERM";
    server.killAt({ request, isCarriedOut, isAnswered }, () => child.kill(signal));
    const [code, killedBy] = await once(child, "close");
    return { code, killedBy, out, err };
  }

  /** Signs in anew: a session lasts an hour on the account's clock. */
  function asAdministrator(): void {
    clients?.destroy();
    clients = new AwsClients(api.as(ADMINISTRATOR));
  }

  const record = () => dynamoDbPromotions(clients, "nc-platform-stg-promotions").read(SERVICE);

  /** What the account has of one promotion. */
  async function written(release: Release) {
    const id = `${SERVICE}-${release.version}-stg-77`;
    const ledger = dynamoDbLedger(await clients.dynamoDb(), "nc-platform-stg-ledger");
    const events = await ledger.eventsOf(SERVICE);
    const codeDeploy = await clients.codeDeploy();
    const group = `nc-${SERVICE}-stg-delivery`;
    const { deployments = [] } = await codeDeploy.listDeployments({
      applicationName: group,
      deploymentGroupName: group,
    });
    let own = 0;
    for (const deploymentId of deployments.slice(0, 4)) {
      const { deploymentInfo } = await codeDeploy.getDeployment({ deploymentId });
      if (deploymentInfo?.description === `promotion ${id}`) own += 1;
    }
    const found = await record();
    return {
      phase: found?.phase,
      phases: events.flatMap((each) =>
        each.type === "promotion-phase" && each.promotion === id ? [each.phase] : [],
      ),
      deployments: own,
      incidents: events.filter(
        (each) => each.type === "incident-opened" && each.deployment === found?.deployment,
      ).length,
    };
  }

  const BEFORE = ["gated", "copying", "migrating", "deploying"];
  const GOOD = { phase: "succeeded", phases: [...BEFORE, "baking", "succeeded"], incidents: 0 };
  const BAD = { phase: "rolled-back", phases: [...BEFORE, "rolled-back"], incidents: 1 };

  it("leaves a promotion that ends as without it, and no lock without owner and age", async () => {
    const random = randomNumbers(20_261_127);
    const killed: Record<string, number> = {};
    let kills = 0;
    for (let number = 1; kills < KILLS; number += 1) {
      const digit = ((number % 15) + 1).toString(16);
      const version = `v1.0.${number}`;
      const release = releaseOfImage(digit, { workload: SERVICE, version });
      const isBad = number % 3 === 0;
      setBehaviour(api.account, digestOf(digit), isBad ? "5xx" : "healthy");
      for (;;) {
        // Another run may go on once the one before it has been silent for more than two minutes.
        const other = random(3) === 0;
        if (other) await api.pass(3);
        const owner = `https://github.com/neurocipher/ingest/actions/runs/${other ? kills : number}`;
        const signal = random(4) === 0 ? "SIGTERM" : "SIGKILL";
        asAdministrator();
        const before = await record();
        const kill = {
          signal,
          request: 1 + random(MOST_REQUESTS),
          isCarriedOut: random(2) === 0,
        } as const;
        const ended = await run(release, owner, kill);
        if (ended.code === 0 && JSON.parse(ended.out).answer.phase !== null) break;
        if (ended.code === 0) {
          // It waits for the owner before it, who was seen a moment ago.
          expect(JSON.parse(ended.out).answer.kind, ended.err).to.equal("waits");
          await api.pass(3);
          continue;
        }
        expect([ended.killedBy, ended.code], ended.err).to.deep.equal(
          signal === "SIGKILL" ? ["SIGKILL", null] : [null, 130],
        );
        kills += 1;
        const left = await record();
        const phase = left === undefined || left.version !== version ? "unclaimed" : left.phase;
        killed[phase] = (killed[phase] ?? 0) + 1;
        expect(left?.revision ?? 0).to.be.at.least(before?.revision ?? 0);
        if (left === undefined || hasEnded(left)) continue;
        expect(left.owner?.name, phase).to.match(/^https:/);
        expect(Date.parse(left.owner?.seenAt ?? "")).to.be.at.most(api.world.clock.now().getTime());
      }
      expect(await written(release), version).to.deep.equal({
        ...(isBad ? BAD : GOOD),
        deployments: 1,
      });
      // The tasks of the release before are kept for a while, and the next deployment waits for their end.
      await api.pass(10);
    }
    expect(Object.keys(killed)).to.include.members(["migrating", "deploying", "baking"]);
  });
});

/** Numbers below a bound, always the same for a seed (Numerical Recipes, "quick and dirty" generator). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
