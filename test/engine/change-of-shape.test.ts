import { expect } from "chai";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";
import { writtenCatalog } from "../support/written-catalog";
import { reportOf } from "./releases/settled";
import { accountOf } from "./shapes/account";
import { AFTER, BEFORE } from "./shapes/entries";

const PARAMETER = "aws:ssm/parameter:Parameter";
const SECRET = "aws:secretsmanager/secret:Secret";
const APPLICATION = "aws:appconfig/application:Application";
const REPOSITORY = "aws:ecr/repository:Repository";
const QUEUE = "aws:sqs/queue:Queue";
const ALL = ["api-adapter", "audit-queue", "core", "ingest-worker"];

describe("a change of what workloads rely on, under traffic", () => {
  const sandbox = testSandbox();
  const account = accountOf(openCloud(foldersOf(sandbox.folder).cloud("dev")));
  const changes = () => ({ create: 0, change: 0, replace: 0, delete: 0 });
  /** What an update changes after a refresh, with the catalog `AFTER`. */
  const up = async () => {
    await sandbox.cli("dev", ["refresh", "--yes", "--skip-preview", "--non-interactive"]);
    const env = { NC_CATALOG: writtenCatalog(sandbox.folder, AFTER) };
    return (await reportOf(sandbox.run(["up", "dev", "--json"], undefined, env))).changes;
  };
  const config = () => account.names(PARAMETER, "/nc/dev/ingest-worker/config/");
  const secrets = () => account.names(SECRET, "/nc/dev/");

  before(async () => {
    await copyAppliedDev(sandbox);
    account.release("a");
    account.succeed(...BEFORE.map(({ name }) => name));
  });
  after(() => sandbox.remove());

  it("begins with a service whose tasks have what they need", () => {
    expect(account.unmet()).to.deep.equal([]);
    expect([account.ports(), account.paths()]).to.deep.equal([[8080], ["/ingest/*"]]);
  });

  describe("before the next release", () => {
    before(up);

    it("keeps all that the tasks need which run", () => {
      expect(account.unmet()).to.deep.equal([]);
    });
    it("admits both ports, and both paths", () => {
      expect(account.ports()).to.deep.equal([8080, 9090]);
      expect(account.paths()).to.deep.equal(["/documents/*", "/ingest/*"]);
      expect(account.routes()).to.include.members(["ANY /v1/{proxy+}", "ANY /v2/{proxy+}"]);
    });
    it("keeps the parameters and the secrets, and what they hold", () => {
      expect(config()).to.include.members([
        "/nc/dev/ingest-worker/config/log-format",
        "/nc/dev/ingest-worker/config/log-level",
      ]);
      const kept = account.named(PARAMETER, "/nc/dev/ingest-worker/config/log-level");
      expect(kept.state.value).to.equal("debug");
      expect(secrets()).to.deep.equal([
        "/nc/dev/api-adapter/secret/upstream-token",
        "/nc/dev/audit-queue/secret/lake-url",
        "/nc/dev/audit-queue/secret/warehouse-url",
        "/nc/dev/ingest-worker/secret/database-url",
        "/nc/dev/platform/secret/issues-app",
      ]);
      expect(account.policy("nc-api-adapter-dev-function")).to.contain("secret/upstream-token");
    });
    it("keeps the flags, and the image of the agent that reads them", () => {
      expect(account.names(APPLICATION, "nc-")).to.deep.equal(["nc-ingest-worker-dev-flags"]);
      const agent = account.names(REPOSITORY, "nc-platform-dev-");
      expect(agent).to.have.lengthOf(1);
      expect(account.policy("nc-ingest-worker-dev-execution")).to.contain(agent[0]);
    });
    it("gives the slower revision its time", () => {
      const queue = account.named(QUEUE, "nc-audit-queue-dev-queue");
      expect(queue.state.visibilityTimeoutSeconds).to.equal(600);
      expect(account.contract("audit-queue")).to.have.nested.property(
        "drain.longestJobSeconds",
        300,
      );
      const service = account.named("aws:ecs/service:Service", "nc-ingest-worker-dev-service");
      expect(service.state.healthCheckGracePeriodSeconds).to.equal(60);
    });
    it("lets Terraform delete what it managed", () => {
      expect(account.policy("nc-core-dev-gha-deploy-role")).to.contain("sqs:DeleteQueue");
    });
    it("lets what runs reach what it was linked to", () => {
      expect(account.policy("nc-audit-queue-dev-task")).to.contain("nc-core-dev-documents");
    });
    it("changes nothing the second time", async () => {
      expect(await up()).to.deep.include(changes());
    });
  });

  describe("once the next releases have succeeded", () => {
    before(async () => {
      account.release("b");
      expect(account.unmet()).to.deep.equal([]);
      account.succeed(...ALL);
      await up();
    });

    it("keeps all that the tasks need which run", () => {
      expect(account.unmet()).to.deep.equal([]);
    });
    it("admits the new port and the new paths alone", () => {
      expect([account.ports(), account.paths()]).to.deep.equal([[9090], ["/documents/*"]]);
      expect(account.routes()).to.not.include("ANY /v1/{proxy+}");
    });
    it("has no parameter or secret that nothing reads", () => {
      expect(config()).to.deep.equal(
        ["log-format", "release-contract", "released"].map(
          (key) => `/nc/dev/ingest-worker/config/${key}`,
        ),
      );
      expect(secrets()).to.deep.equal([
        "/nc/dev/audit-queue/secret/lake-url",
        "/nc/dev/platform/secret/issues-app",
      ]);
      // AppConfig deletes no profile with versions: it is left in the account.
      expect(account.names(APPLICATION, "nc-")).to.deep.equal(["nc-ingest-worker-dev-flags"]);
      expect(account.names(REPOSITORY, "nc-platform-dev-")).to.deep.equal([]);
      expect(account.policy("nc-api-adapter-dev-function")).to.not.contain("upstream-token");
    });
    it("reaches what is linked, and nothing else", () => {
      const policy = account.policy("nc-audit-queue-dev-task");
      expect(policy).to.contain("audit-digest").and.to.not.contain("nc-core-dev-documents");
    });
    it("has the times that the catalog says", () => {
      const queue = account.named(QUEUE, "nc-audit-queue-dev-queue");
      expect(queue.state.visibilityTimeoutSeconds).to.equal(120);
      expect(account.contract("audit-queue")).to.have.nested.property(
        "drain.longestJobSeconds",
        20,
      );
      const service = account.named("aws:ecs/service:Service", "nc-ingest-worker-dev-service");
      expect(service.state.healthCheckGracePeriodSeconds).to.equal(20);
      expect(account.policy("nc-core-dev-gha-deploy-role")).to.not.contain("sqs:DeleteQueue");
    });
    it("changes nothing the second time", async () => {
      expect(await up()).to.deep.include(changes());
    });
  });
});
