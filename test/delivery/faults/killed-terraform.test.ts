import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import { hasEnded } from "../../../delivery/decisions/promotion/record";
import type { Release } from "../../../delivery/decisions/release/release";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { type StackRepository, stackRepository } from "../../../sandbox/rehearsal/delivery/stacks";
import { plannedRelease } from "../../terraform/planned-release";
import { describeWithTerraform } from "../../terraform/with-terraform";
import { deliveries } from "../adapters/aws/support/deliveries";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { variablesOf } from "../commands/support/command-line";
import { killable, randomNumbers } from "./killable";
import { type KillingServer, startKillingServer } from "./killing-server";

const STACK = "core";
const DIRECTORY = "iac/stacks/core";

/** How often a run is killed, in all. */
const KILLS = 8;

/** Most requests after which it is: Terraform's own are among them. */
const MOST_REQUESTS = 60;

describeWithTerraform("a process that promotes a stack of Terraform and is killed", () => {
  const { api, contractOf } = deliveries();
  const promoter = killable();
  let server: KillingServer;
  let clients: AwsClients;
  let repository: StackRepository;
  beforeEach(async () => {
    server = await startKillingServer(api.world);
    asAdministrator();
    repository = stackRepository({ directory: DIRECTORY });
  });
  afterEach(async () => {
    clients.destroy();
    await server.stop();
    repository.remove();
  });

  /** Signs in anew: a session lasts an hour on the account's clock. */
  function asAdministrator(): void {
    clients?.destroy();
    clients = new AwsClients(api.as(ADMINISTRATOR));
  }

  const variables = () => variablesOf({ ...api.as(deployRoleOf(STACK)), endpoint: server.url });
  const promotionId = ({ version }: Release) => `${STACK}-${version}-stg-77`;

  /** Commits a change of the stack, plans it, and makes a release of that. */
  async function released(number: number): Promise<Release> {
    const contract = contractOf(STACK, "terraform");
    const step = `resource "terraform_data" "step" {\n  input = ${number}\n}\n`;
    writeFileSync(join(repository.folder, DIRECTORY, "step.tf"), step);
    const commit = repository.commit("none");
    const planner = { contract, repository, clients, variables: variables() };
    return plannedRelease(planner, { commit, version: `v1.0.${number}` });
  }

  /** What the state has of the step; nothing before the first release. */
  async function step(): Promise<number | undefined> {
    const { bucket, key } = contractOf(STACK, "terraform").backend;
    const { Body } = await (await clients.s3()).getObject({ Bucket: bucket, Key: key });
    const { resources } = JSON.parse((await Body?.transformToString()) ?? "{}") as {
      resources: { name: string; instances: { attributes: { input: { value: number } } }[] }[];
    };
    const found = resources.find(({ name }) => name === "step");
    return found?.instances[0]?.attributes.input.value;
  }

  /** Takes away what a dead Terraform has locked, as `nc terraform unlock` does: each lock says whose it is, and since when. */
  async function unlock(): Promise<void> {
    const { backend } = contractOf(STACK, "terraform");
    const s3 = await clients.s3();
    const Key = `${backend.key}.tflock`;
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: backend.bucket, Prefix: Key });
    for (const _ of Contents) {
      const { Body } = await s3.getObject({ Bucket: backend.bucket, Key });
      expectOwned(await Body?.transformToString());
      await s3.deleteObject({ Bucket: backend.bucket, Key });
    }
    const dynamoDb = await clients.dynamoDb();
    const LockID = { S: `${backend.bucket}/${backend.key}` };
    const table = { TableName: backend.dynamodb_table, Key: { LockID } };
    const { Item } = await dynamoDb.getItem(table);
    if (Item === undefined) return;
    expectOwned(Item.Info?.S);
    await dynamoDb.deleteItem(table);
  }

  function expectOwned(lock: string | undefined): void {
    const { Who, Created } = JSON.parse(lock ?? "{}");
    expect(Who).to.match(/.@./);
    expect(Date.parse(Created)).to.be.lessThan(Date.now() + 1000);
  }

  /** Promotes a release to its end, by one run after another; answers the phases in which one was killed. */
  async function promoted(release: Release, random?: (below: number) => number): Promise<string[]> {
    const left: string[] = [];
    const env = {
      OWNER: `https://github.com/neurocipher/${STACK}/actions/runs/77`,
      PROMOTION: promotionId(release),
      RELEASE: JSON.stringify(release),
      CHECKOUT: repository.folder,
    };
    for (;;) {
      asAdministrator();
      const request = random === undefined ? Number.MAX_SAFE_INTEGER : 1 + random(MOST_REQUESTS);
      const signal = random !== undefined && random(4) === 0 ? "SIGTERM" : "SIGKILL";
      const isCarriedOut = random !== undefined && random(2) === 0;
      const ended = await promoter.run(
        server,
        { ...variables(), ...env },
        { signal, request, isCarriedOut },
      );
      if (ended.code === 0) return left;
      expect([ended.killedBy, ended.code], ended.err).to.deep.equal(
        signal === "SIGKILL" ? ["SIGKILL", null] : [null, 130],
      );
      await unlock();
      const found = await record();
      left.push(found?.version === release.version ? found.phase : "unclaimed");
      if (found === undefined || hasEnded(found)) continue;
      expect(found.owner?.name).to.equal(env.OWNER);
      expect(Date.parse(found.owner?.seenAt ?? "")).to.be.at.most(api.world.clock.now().getTime());
    }
  }

  const record = () => dynamoDbPromotions(clients, "nc-platform-stg-promotions").read(STACK);

  it("leaves a promotion that ends, with its plan applied or the last good commit, and no lock without owner and age", async () => {
    await promoted(await released(1));
    expect([(await record())?.phase, await step()]).to.deep.equal(["succeeded", 1]);
    const random = randomNumbers(20_261_127);
    const killed: string[] = [];
    let good = 1;
    for (let number = 2; killed.length < KILLS; number += 1) {
      const release = await released(number);
      killed.push(...(await promoted(release, random)));
      const ended = await record();
      const events = await dynamoDbLedger(
        await clients.dynamoDb(),
        "nc-platform-stg-ledger",
      ).eventsOf(STACK);
      const own = events.filter(
        (each) => each.type === "promotion-phase" && each.promotion === promotionId(release),
      );
      expect(
        new Set(own.flatMap((each) => ("deployment" in each ? (each.deployment ?? []) : []))).size,
      ).to.equal(1);
      // A run that has died in its apply has failed: what was there before is applied again.
      if (ended?.phase === "succeeded") good = number;
      else expect(ended?.phase).to.equal("rolled-back");
      expect(await step(), `${release.version} ${ended?.phase}`).to.equal(good);
    }
    expect(killed).to.include("deploying");
  });
});
