import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitHubClient, gitHubClient } from "../../delivery/adapters/github/client";
import type { Clock } from "../../delivery/ports/clock";
import { startGitHub } from "../../sandbox/api/github/server";
import type { GitHubSeed, Permissions } from "../../sandbox/api/github/state/state";
import { type GitHub, openGitHub } from "../../sandbox/api/github/state/store";
import { type Cloud, openCloud, type Properties } from "../../sandbox/cloud/record";

/** Commit that everything is about. */
export const COMMIT = "a".repeat(40);

/** Time on every clock of these tests. */
export const NOW = new Date("2026-11-26T12:00:00Z");

const APP_KEYS = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** Private key of the App 77, whose installation is 7. */
export const APP_KEY = APP_KEYS.privateKey;

/** What a run's token and the App's installation may do. */
const PERMISSIONS: Permissions = {
  actions: "read",
  checks: "read",
  contents: "write",
  deployments: "read",
  issues: "write",
  members: "read",
  pull_requests: "read",
};

/** An organization in which Sam of Security and Pat of Product approve what Dev has started. */
const SEED: GitHubSeed = {
  organization: { id: 600_000_001, login: "neurocipher" },
  users: ["dev", "sam", "pat", "eve"].map((login, index) => ({
    id: 101 + index,
    login,
    token: `token-of-${login}`,
  })),
  teams: [
    { id: 800_002, slug: "security", members: ["sam", "dev"], repositories: { checkout: "push" } },
    {
      id: 800_003,
      slug: "product",
      members: ["pat"],
      invited: ["eve"],
      repositories: { checkout: "pull" },
    },
  ],
  repositories: [
    {
      id: 700_000_002,
      name: "checkout",
      commits: [{ sha: COMMIT, message: "feat: first", author: "dev", date: NOW.toISOString() }],
      refs: { "v1.2.3": COMMIT },
    },
  ],
  runs: [
    {
      id: 9,
      repository: "checkout",
      actor: "dev",
      triggeringActor: "dev",
      headBranch: "v1.2.3",
      headSha: COMMIT,
      createdAt: NOW.toISOString(),
      token: "token-of-run",
      permissions: PERMISSIONS,
      status: "waiting",
      waitsFor: ["prod-product", "prod"],
    },
  ],
  apps: [
    {
      id: 77,
      slug: "nc-delivery",
      publicKey: APP_KEYS.publicKey,
      installations: [{ id: 7, permissions: PERMISSIONS }],
    },
  ],
};

/** A GitHub that is up. */
export interface StartedGitHub {
  readonly github: GitHub;
  /** The record of prod's account. */
  readonly record: Cloud;
  readonly url: string;
  /** Waits that were asked of the clock, in milliseconds. */
  readonly waits: number[];
  /** What the clients have said of them. */
  readonly said: string[];
  /** GitHub's and the client's: it stands still, also in waits. */
  readonly clock: Clock;
  /** Sets the clock to a time after {@link NOW}. */
  advance(minutes: number): void;
  /**
   * A client with a token.
   *
   * @param token - @default - the run's
   * @param timeout - milliseconds. @default - enough for a busy machine
   */
  client(token?: string, timeout?: number): GitHubClient;
  /** Opens its state once more, as another process would. */
  reopened(): GitHub;
  stop(): Promise<void>;
}

/** Starts a GitHub with the environments of `checkout` as the program makes them. */
export async function startedGitHub(): Promise<StartedGitHub> {
  const folder = mkdtempSync(join(tmpdir(), "nc-github-"));
  let time = NOW;
  const args = {
    file: join(folder, "github.json"),
    record: openCloud(join(folder, "prod")),
    seed: SEED,
    now: () => time,
  };
  addEnvironment(args.record, "prod-product", 800_003);
  addEnvironment(args.record, "prod", 800_002);
  const github = openGitHub(args);
  const server = await startGitHub(github);
  const waits: number[] = [];
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const clock: Clock = {
    now: () => time,
    async sleep(milliseconds) {
      waits.push(milliseconds);
    },
  };
  return {
    github,
    record: args.record,
    url: server.url,
    waits,
    said,
    clock,
    advance(minutes) {
      time = new Date(NOW.getTime() + minutes * 60_000);
    },
    client: (token = "token-of-run", timeout = 30_000) =>
      gitHubClient({ url: server.url, token: async () => token, clock, say, timeout }),
    reopened: () => openGitHub(args),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Adds a resource to a record, as `up` would. */
export function addResource(record: Cloud, type: string, key: string, state: Properties): void {
  record.put({
    type,
    key,
    id: key,
    region: "global",
    urn: `urn:pulumi:prod::nc-platform::${type}::${key}`,
    name: key,
    generation: 0,
    inputs: state,
    state,
  });
}

function addEnvironment(record: Cloud, environment: string, team: number): void {
  const repository = "checkout";
  addResource(
    record,
    "github:index/repositoryEnvironment:RepositoryEnvironment",
    `${repository}:${environment}`,
    {
      repository,
      environment,
      canAdminsBypass: false,
      preventSelfReview: true,
      reviewers: [{ teams: [team] }],
      deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
    },
  );
  addResource(
    record,
    "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
    `${repository}:${environment}:1`,
    { repository, environment, policyId: 1, tagPattern: "v*" },
  );
}
