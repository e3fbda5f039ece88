import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { migrationsGate } from "../../../../delivery/decisions/gates/release/migrations";
import { parseRelease, releaseId } from "../../../../delivery/decisions/release/release";
import { dynamoDbLedger } from "../../../../delivery/ledger/dynamodb";
import { parseEvent } from "../../../../delivery/ledger/events";
import { InvalidInput } from "../../../../infra/problems";
import { ADMINISTRATOR } from "../../../../sandbox/api/authorization/sessions";
import { createResource } from "../../../../sandbox/cloud/account";
import {
  migrationsFolder,
  publishRelease,
  taggedChange,
} from "../../../../tools/workflow/publish-release";
import { loadTestCatalog } from "../../../support/catalog";
import {
  APP_KEY,
  NOW as GITHUB_NOW,
  type StartedGitHub,
  startedGitHub,
} from "../../../support/github";
import { MOCK_LOCATION } from "../../../support/record";
import { deliveries } from "../../adapters/aws/support/deliveries";
import { ask } from "../../decisions/gates/ask";
import { signed } from "../support/bundles";
import { NOW, nc, variablesOf } from "../support/command-line";
import { type Repository, repository } from "../support/repository";

const SERVICE = "ingest-worker";
const ROLE = `nc-${SERVICE}-stg-gha-publish-role`;
const SECRET = "/nc/stg/platform/secret/delivery";
const IMAGE = "0a".repeat(32);
const FILES = ["0001-invoices.sql", "0002-cents.sql", "0003-by-cents.sql", "emergency.sql"];
const CONTRACT = "0004-amount.sql";

describe("the publication of a release with migrations", () => {
  const { api, clientsOf } = deliveries();
  let folder: string;
  let repo: Repository;
  let gitHub: StartedGitHub;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "nc-tagged-"));
    writeProject(folder);
    repo = repository();
    mkdirSync(join(repo.folder, "migrations"));
    gitHub = await startedGitHub();
    gitHub.advance((NOW.getTime() - GITHUB_NOW.getTime()) / 60_000);
    const { teams, repositories } = gitHub.github.state;
    teams.push({ id: 9, slug: "ingest", members: ["sam"], invited: [], repositories: {} });
    const [first] = repositories;
    const files = { ".github/CODEOWNERS": "/migrations/ @neurocipher/ingest\n" };
    if (first) repositories.push({ ...first, id: 700_000_003, name: SERVICE, commits: [], files });
    await putSecret();
  });
  afterEach(async () => {
    await gitHub.stop();
    repo.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts the App's credentials where the role that publishes reads them. */
  async function putSecret(): Promise<void> {
    const key = api.cloud
      .list("aws:kms/alias:Alias")
      .find(({ state }) => state.name === "alias/nc-platform-stg-config");
    const type = "aws:secretsmanager/secret:Secret";
    const inputs = { name: SECRET, kmsKeyId: key?.state.targetKeyArn };
    createResource(api.cloud, { urn: `urn:${SECRET}`, type, name: SECRET, inputs }, MOCK_LOCATION);
    const value = JSON.stringify({ appId: 77, installationId: 7, privateKey: APP_KEY });
    const secrets = new SecretsManagerClient(api.as(ADMINISTRATOR));
    await secrets.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString: value }));
    secrets.destroy();
  }

  /** Commits migrations in a pull request that these people approve, and tags the commit. */
  function tag(version: string, files: readonly string[], approvedBy: readonly string[] = []) {
    for (const file of files) {
      cpSync(join("test/fixtures/migrations", file), join(repo.folder, "migrations", file));
    }
    repo.git("add", ".");
    const sha = repo.commit(`feat: ${version}`);
    repo.git("tag", version);
    const state = gitHub.github.state.repositories.find(({ name }) => name === SERVICE);
    const at = NOW.toISOString();
    const paths = files.map((file) => `migrations/${file}`);
    state?.commits.push({ sha, message: `feat: ${version}`, author: "dev", date: at, paths });
    state?.pulls.push({
      number: state.pulls.length + 1,
      title: `feat: ${version}`,
      body: "",
      branch: version,
      state: "closed",
      user: "dev",
      createdAt: at,
      head: sha,
      merged: { sha, at },
      reviews: approvedBy.map((user) => ({ user, state: "APPROVED", sha })),
    });
    return sha;
  }

  /** Runs the last job of release.yml for a tag; signing is left out. Answers the verbs that it got to. */
  async function publish(version: string, commit: string) {
    const env = {
      ...variablesOf(api.as(ROLE)),
      GITHUB_API_URL: gitHub.url,
      NC_DELIVERY_SECRET: SECRET,
      GITHUB_REF: `refs/tags/${version}`,
      GITHUB_SHA: commit,
      GITHUB_REPOSITORY: `neurocipher/${SERVICE}`,
      GITHUB_REPOSITORY_ID: "700000002",
      GITHUB_RUN_ID: "77",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_TRIGGERING_ACTOR: "dev",
      GITHUB_EVENT_PATH: join(folder, "event.json"),
    };
    const verbs: string[] = [];
    const run = async (words: readonly string[]) => {
      const verb = words.slice(0, 2).join(" ");
      verbs.push(verb);
      if (verb === "release publish") writePublished(join(folder, "published"));
      if (verb === "release publish" || verb === "release sign") return { answer: undefined };
      const { out } = await nc([...words, "--json"], env, pathToFileURL(`${folder}/`));
      const said = JSON.parse(out);
      if (said.result === "pass") return said;
      throw new InvalidInput(verb, said.problems);
    };
    const digests = { built: "", sboms: "" };
    const plans = { stg: "", prod: "" };
    const change = taggedChange("", SERVICE);
    const what = { workload: SERVICE, environment: "stg", checkout: repo.folder, folder };
    const catalog = await loadTestCatalog();
    const workload = catalog.find(({ name }) => name === SERVICE);
    if (workload === undefined) throw new Error(`the catalog has no ${SERVICE}`);
    const migrations = migrationsFolder(workload, repo.folder);
    const publication = { ...what, digests, plans, migrations, flags: [], change };
    const refused = await publishRelease(publication, run).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { verbs, refused };
  }

  const manifest = () =>
    parseRelease(JSON.parse(readFileSync(join(folder, "release.json"), "utf8")));

  /** Records that stg has deployed a release, and that nothing has undone it. */
  async function promoted() {
    const ledger = dynamoDbLedger(await clientsOf(SERVICE).dynamoDb(), "nc-platform-stg-ledger");
    const common = { environment: "stg", app: "Neurocipher", workload: SERVICE, writer: "run" };
    const own = { type: "promotion-phase", promotion: "p-1", release: releaseId(manifest()) };
    for (const phase of ["baking", "succeeded"]) {
      const at = NOW.toISOString();
      await ledger.record(parseEvent({ ...common, ...own, at, phase, deployment: "d-1" }));
    }
  }

  it("[§8] gives the manifest the report, which the gate takes", async () => {
    const { verbs, refused } = await publish("v1.3.0", tag("v1.3.0", FILES));
    expect(refused).to.equal(undefined);
    expect(verbs).to.deep.equal([
      "migrations check",
      "release publish",
      "build manifest",
      "release create",
      "release sign",
    ]);
    const release = manifest();
    expect(release.migrations?.files.map(({ path }) => path)).to.deep.equal(
      FILES.slice(0, 3).map((file) => `migrations/${file}`),
    );
    const facts = { migrations: { hasCommand: true, everywhere: undefined } };
    expect(ask(migrationsGate, facts, { release }).kind).to.equal("pass");
  });

  it("[§8] publishes what takes something away once its owner has approved, and the release before is everywhere", async () => {
    await publish("v1.3.0", tag("v1.3.0", FILES));
    await promoted();
    const { refused } = await publish("v1.4.0", tag("v1.4.0", [CONTRACT], ["sam"]));
    expect(refused).to.equal(undefined);
    const { migrations } = manifest();
    expect(migrations?.approvedBy).to.deep.equal(["sam"]);
    expect(migrations?.flag).to.equal("new-parser");
    // What stg has had already is not reported again.
    expect(migrations?.report.destructive).to.deep.equal([
      {
        file: `migrations/${CONTRACT}`,
        line: 3,
        finding: "drops the column amount of invoice",
        unusedSince: "v1.3.0",
      },
    ]);
  });

  it("[§8] stops before anything is published where nobody has approved, or old code still runs", async () => {
    await publish("v1.3.0", tag("v1.3.0", FILES));
    // Eve is nobody of the owning team, and no promotion of v1.3.0 has ended.
    const { verbs, refused } = await publish("v1.4.0", tag("v1.4.0", [CONTRACT], ["eve"]));
    expect(verbs).to.deep.equal(["migrations check"]);
    expect(refused).to.be.instanceOf(InvalidInput);
    const message = refused instanceof Error ? refused.message : "";
    expect(message).to.match(/release of migrations\/0004-amount\.sql is "v1\.3\.0"/);
    expect(message).to.match(/approval of migrations\/0004-amount\.sql is "missing"/);
    expect(manifest().version).to.equal("v1.3.0");
  });
});

/** A project of the tests' own settings, whose catalog has a flag for the newest migrations of the service. */
function writeProject(folder: string): void {
  const catalog = join(folder, "stacks", "catalog");
  cpSync("test/fixtures/catalog", catalog, { recursive: true });
  cpSync("Pulumi.yaml", join(folder, "Pulumi.yaml"));
  cpSync("test/fixtures/settings", folder, { recursive: true });
  const entry = join(catalog, `${SERVICE}.ts`);
  const secret = 'secret: "database-url"';
  const text = readFileSync(entry, "utf8").replace(secret, `${secret}, flag: "new-parser"`);
  writeFileSync(entry, text);
  const event = { repository: { pushed_at: Math.floor(NOW.getTime() / 1000) } };
  writeFileSync(join(folder, "event.json"), JSON.stringify(event));
}

/** What `nc release publish` leaves: the artifacts, and the bundles of their statements. */
function writePublished(folder: string): void {
  const bundles = join(folder, "bundles");
  for (const kind of ["provenance", "sbom"] as const) signed(bundles, IMAGE, kind);
  const artifacts = [{ type: "image", digest: `sha256:${IMAGE}` }];
  writeFileSync(join(folder, "artifacts.json"), JSON.stringify(artifacts));
}
