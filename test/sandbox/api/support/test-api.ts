import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AwsCredentialIdentity } from "@smithy/types";
import { openSession, type SessionArgs } from "../../../../sandbox/api/authorization/sessions";
import { createWorld } from "../../../../sandbox/api/create-world";
import { type ApiServer, startServer } from "../../../../sandbox/api/server";
import { advanceTo } from "../../../../sandbox/api/simulation/advance";
import type { Account, FunctionRuntime, World } from "../../../../sandbox/api/world";
import { type Cloud, openCloud } from "../../../../sandbox/cloud/record";
import { ACCOUNT, REGION } from "./service-inputs";

/** When the clock of a test begins: a Monday. */
export const START = new Date("2026-11-02T15:00:00.000Z");

/** What a client of the SDK is given, with credentials. */
export interface SignedConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly maxAttempts: 1;
  readonly credentials: AwsCredentialIdentity;
}

/** A server of a test's own, with one account. */
export interface TestApi {
  readonly world: World;
  readonly account: Account;
  readonly cloud: Cloud;
  /** What every client of the SDK is given: region, endpoint and no retries. */
  readonly endpoint: {
    readonly region: string;
    readonly endpoint: string;
    readonly maxAttempts: 1;
  };
  /** The same with credentials of a role of the account. */
  as(role: string, session?: Partial<SessionArgs>): SignedConfig;
  /** The same accounts, as another server would open them. */
  reopen(): World;
  /** Advances the clock by minutes, and everything happens that is due. */
  pass(minutes: number): Promise<void>;
}

/** Starts a server before each test of a suite, with what `fill` puts into its account, and stops it. */
export function testApi(fill: (cloud: Cloud) => void, run?: FunctionRuntime): TestApi {
  let folder: string;
  let server: ApiServer;
  let world: World;
  const open = () =>
    createWorld({
      folder,
      start: START,
      accounts: [{ id: ACCOUNT, region: REGION, cloud: openCloud(join(folder, "account")) }],
      run,
    });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "nc-api-"));
    world = open();
    fill(world.accounts[0]?.cloud as Cloud);
    world = open();
    server = await startServer(world);
  });
  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get world() {
      return world;
    },
    get account() {
      const [account] = world.accounts;
      if (!account) throw new Error("there is no account");
      return account;
    },
    get cloud() {
      return this.account.cloud;
    },
    get endpoint() {
      return { region: REGION, endpoint: server.url, maxAttempts: 1 as const };
    },
    as(role, session = {}) {
      const { accessKeyId, secretAccessKey, sessionToken } = openSession(world, {
        account: this.account,
        role,
        sessionName: "ci",
        ...session,
      });
      return { ...this.endpoint, credentials: { accessKeyId, secretAccessKey, sessionToken } };
    },
    reopen: () => open(),
    pass: (minutes) => advanceTo(world, new Date(world.clock.now().getTime() + minutes * 60_000)),
  };
}
