import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { AwsClients } from "../../../../../delivery/adapters/aws/clients";
import { lambdaAppSpec } from "../../../../../delivery/adapters/aws/deploy/code-deploy/app-spec";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import type { Deployment } from "../../../../../delivery/ports/deployer";
import { answerOrFault } from "../../../../../sandbox/api/faults";
import { listen } from "../../../../../sandbox/api/server";
import { setBehaviour } from "../../../../../sandbox/api/simulation/behaviours";
import { deliveries } from "../support/deliveries";
import { deployRoleOf } from "../support/program-account";
import { base64Of, hexOf, releaseOfZip } from "../support/zip-release";

const FUNCTION = "api-adapter";

describe("the deployment of a function by CodeDeploy", () => {
  const { api, clock, clientsOf, contractOf } = deliveries();
  const deployer = () =>
    deployerOf({
      clients: clientsOf(FUNCTION),
      contract: contractOf(FUNCTION, "function"),
      clock,
    });

  const releaseOf = (code: string, sha256?: string) =>
    releaseOfZip(clientsOf(FUNCTION), contractOf(FUNCTION, "function"), code, {
      kind: "function",
      ...(sha256 !== undefined && { sha256 }),
    });
  async function ended(id: string): Promise<Deployment> {
    for (;;) {
      const deployment = await deployer().observe(id);
      if (deployment.state !== "in-progress") return deployment;
      await clock.sleep(30_000);
    }
  }
  const alias = (name: string) => {
    const found = api.cloud
      .list("aws:lambda/alias:Alias")
      .find(({ state }) => state.name === name && String(state.arn).includes(FUNCTION));
    return [found?.state.functionVersion, found?.state.routingConfig];
  };

  async function released(code: string, promotion: string): Promise<string> {
    const id = await deployer().start(await releaseOf(code), promotion);
    expect((await ended(id)).state).to.equal("succeeded");
    await deployer().finish(id);
    return id;
  }

  it("[§7.2] is shifted to the version of its zip, and `previous` is the one before", async () => {
    expect(await deployer().current()).to.equal(undefined);
    await released("one", "p-1");
    expect(await deployer().current()).to.equal("2");
    const release = await releaseOf("two");
    const id = await deployer().start(release, "p-2");
    expect(await deployer().start(release, "p-2")).to.equal(id);
    await clock.sleep(60_000);
    const { state, productionPercent } = await deployer().observe(id);
    expect([state, productionPercent]).to.deep.equal(["in-progress", 10]);
    expect(alias("live")).to.deep.equal(["2", { additionalVersionWeights: { 3: 0.1 } }]);
    expect((await ended(id)).productionPercent).to.equal(100);
    await deployer().finish(id);
    await deployer().finish(id);
    expect([alias("live")[0], alias("previous")[0]]).to.deep.equal(["3", "2"]);
  });

  it("[§8] runs its migrations before traffic, by the one hook that CodeDeploy has there", () => {
    const contract = contractOf(FUNCTION, "function");
    const hooks = { ...contract.hooks, runMigrations: "nc-platform-stg-run-migrations" };
    const hooksOf = (of: typeof contract) =>
      JSON.parse(lambdaAppSpec({ contract: of, from: "1", to: "2" })).Hooks;
    const after = { AfterAllowTraffic: "nc-platform-stg-record-shift" };
    expect(hooksOf({ ...contract, hooks })).to.deep.equal([
      { BeforeAllowTraffic: "nc-platform-stg-run-migrations" },
      after,
    ]);
    expect(hooksOf(contract)).to.deep.equal([
      { BeforeAllowTraffic: "nc-platform-stg-smoke-test" },
      after,
    ]);
  });

  it("shifts nothing where the version is live already", async () => {
    await released("one", "p-1");
    const id = await deployer().start(await releaseOf("one"), "p-2");
    expect(id).to.equal("version-2");
    expect(await deployer().observe(id)).to.include({ state: "succeeded", productionPercent: 100 });
    await deployer().finish(id);
    expect([alias("live")[0], alias("previous")[0]]).to.deep.equal(["2", "1"]);
  });

  it("has the code of the S3 version that the release names, whatever was put there since", async () => {
    const release = await releaseOf("one");
    await releaseOf("two");
    expect((await ended(await deployer().start(release, "p-1"))).state).to.equal("succeeded");
    const lambda = await clientsOf(FUNCTION).lambda();
    const { CodeSha256 } = await lambda.getFunctionConfiguration({
      FunctionName: contractOf(FUNCTION, "function").functionName,
      Qualifier: "live",
    });
    expect(CodeSha256).to.equal(base64Of("one"));
  });

  it("publishes nothing where somebody has uploaded other code meanwhile", async () => {
    const release = await releaseOf("one");
    const contract = contractOf(FUNCTION, "function");
    const lambda = await clientsOf(FUNCTION).lambda();
    const { functionName: FunctionName, artifactBucket: S3Bucket } = contract;
    await releaseOf("two");
    const server = await listen(async (request) => {
      if (request.method === "POST" && request.path.endsWith("/versions")) {
        const S3Key = `${FUNCTION}/zip/release.zip`;
        await lambda.updateFunctionCode({ FunctionName, S3Bucket, S3Key });
      }
      return answerOrFault(api.world, request, randomUUID());
    });
    const clients = new AwsClients({ ...api.as(deployRoleOf(FUNCTION)), endpoint: server.url });
    const refused = await deployerOf({ clients, contract, clock })
      .start(release, "p-1")
      .catch((error: unknown) => error);
    clients.destroy();
    await server.stop();
    expect(String(refused)).to.match(/is different from current CodeSHA256 in \$LATEST/);
    const { Versions = [] } = await lambda.listVersionsByFunction({ FunctionName });
    expect(Versions.map(({ Version }) => Version)).to.deep.equal(["$LATEST", "1"]);
  });

  it("refuses code that is not what the release names, and publishes nothing", async () => {
    const release = await releaseOf("one", hexOf("two"));
    const refused = await deployer()
      .start(release, "p-1")
      .catch((error: Error) => error.message);
    expect(refused).to.contain(`release.zip is "${base64Of("one")}": expected ${base64Of("two")}`);
    expect(alias("live")).to.deep.equal(["1", undefined]);
  });

  it("[§14] is back at once, in its canary and after it", async () => {
    await released("one", "p-1");
    const canary = await deployer().start(await releaseOf("two"), "p-2");
    await clock.sleep(60_000);
    expect((await ended(await deployer().rollBack(canary, "2"))).state).to.equal("succeeded");
    expect(alias("live")).to.deep.equal(["2", undefined]);
    expect((await deployer().observe(canary)).state).to.equal("rolled-back");

    const id = await released("three", "p-3");
    for (const _ of [1, 2]) {
      const rollback = await deployer().rollBack(id, "2");
      expect((await deployer().observe(rollback)).state).to.equal("succeeded");
    }
    expect(alias("live")[0]).to.equal("2");
  });

  it("[§13] is rolled back by its alarm", async () => {
    await released("one", "p-1");
    setBehaviour(api.account, base64Of("two"), "crashing");
    const deployment = await ended(await deployer().start(await releaseOf("two"), "p-2"));
    expect(deployment.state).to.equal("rolled-back");
    expect(deployment.reason).to.match(/^ALARM_ACTIVE: /);
    expect(deployment.productionPercent).to.equal(10);
  });
});
