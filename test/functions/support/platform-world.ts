import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SSM } from "@aws-sdk/client-ssm";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import type { LedgerEvent } from "../../../delivery/ledger/events";
import {
  ADMINISTRATOR,
  openSession,
  type Session,
} from "../../../sandbox/api/authorization/sessions";
import { createWorld } from "../../../sandbox/api/create-world";
import { startGitHub } from "../../../sandbox/api/github/server";
import type { GitHub } from "../../../sandbox/api/github/state/store";
import { startServer } from "../../../sandbox/api/server";
import { advanceTo } from "../../../sandbox/api/simulation/advance";
import { type PublishedEvent, publishEvent } from "../../../sandbox/api/simulation/events/publish";
import { callAsynchronously } from "../../../sandbox/api/simulation/functions/asynchronous";
import type { Account, FunctionRuntime, InvocationResult, World } from "../../../sandbox/api/world";
import { memoryCloud } from "../../../sandbox/cloud/memory";
import type { Properties } from "../../../sandbox/cloud/record";
import {
  type FunctionsStage,
  platformFunctions,
  startFunction,
} from "../../../sandbox/functions/run-function";
import { MOCK_LOCATION } from "../../support/record";
import { type Change, fillPlatformAccount, platformResources, UNCHANGED } from "./platform-account";
import { openPlatformGitHub, putApps } from "./platform-github";
import type { Tap } from "./tap";
import { startTapped } from "./tapped-servers";

/** When the clock of a test begins: a Monday. */
export const START = new Date("2026-11-02T15:00:00.000Z");

/** What a client of an administrator is given. */
interface Administrator {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: Session;
}

/** How a world differs from the usual one. */
interface WorldOptions {
  /** Stands between the account and its functions. @default - nothing does */
  readonly wrap?: (run: FunctionRuntime) => FunctionRuntime;
  /** Stands between functions and what they call, and can end them. @default - nothing does */
  readonly tap?: Tap;
  /** Of the tests' catalog. @default - none */
  readonly change?: Change;
}

/** Dev as the program makes it, with its functions, and a GitHub where their App is installed. */
export class PlatformWorld {
  private constructor(
    readonly world: World,
    readonly account: Account,
    readonly github: GitHub,
    /** Endpoint of GitHub's API. */
    readonly gitHubUrl: string,
    /** What a client of an administrator is given. */
    readonly administrator: Administrator,
    private readonly stage: FunctionsStage,
    readonly stop: () => Promise<void>,
  ) {}

  static async start({ wrap, tap, change = UNCHANGED }: WorldOptions = {}) {
    const folder = mkdtempSync(join(tmpdir(), "nc-functions-"));
    const stage: { current?: FunctionsStage } = {};
    const functions = platformFunctions(() => stage.current as FunctionsStage);
    const wrapped = wrap ? wrap(functions) : functions;
    const run = tap ? tap.guard(wrapped) : wrapped;
    const { account: id, region } = MOCK_LOCATION;
    const own = { id, region, cloud: memoryCloud([]) };
    const world = createWorld({ folder, start: START, accounts: [own], run });
    const [account] = world.accounts;
    if (!account) throw new Error("the account was opened");
    fillPlatformAccount(account.cloud, await platformResources(change));
    const github = openPlatformGitHub(folder, () => world.clock.now());
    const [server, gitHubServer] = [await startServer(world), await startGitHub(github)];
    const tapped = tap && (await startTapped(tap, world, github));
    const urls = { endpoint: server.url, gitHubUrl: gitHubServer.url };
    stage.current = { world, ...(tapped?.urls ?? urls) };
    const credentials = openSession(world, { account, role: ADMINISTRATOR, sessionName: "test" });
    const administrator = { region, endpoint: server.url, credentials };
    await putApps(administrator);
    const gitHubUrl = stage.current.gitHubUrl;
    const stop = async () => {
      await tapped?.stop();
      await gitHubServer.stop();
      await server.stop();
      rmSync(folder, { recursive: true });
    };
    return new PlatformWorld(world, account, github, gitHubUrl, administrator, stage.current, stop);
  }

  /** Variables of a process that is the administrator's. */
  get variables(): Record<string, string> {
    const { region, endpoint, credentials } = this.administrator;
    return {
      AWS_REGION: region,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    };
  }

  /** Calls a function of the platform, such as `open-incident`, and waits for its answer. */
  call(component: string, payload: unknown): Promise<InvocationResult> {
    const { account, world } = this;
    const functionName = `nc-platform-dev-${component}`;
    return world.run({ account, functionName, version: "1", payload });
  }

  /** Starts a function of the platform: each event reaches the same one, as while Lambda keeps it. */
  start(component: string): (payload: unknown) => Promise<unknown> {
    const started = startFunction(this.stage, this.account, `nc-platform-dev-${component}`);
    if (!started) throw new Error(`${component} has no code`);
    return started;
  }

  /** Calls it as EventBridge does: what it fails is tried again, and then kept. */
  async publish(component: string, payload: Properties, qualifier = "live"): Promise<void> {
    const functionName = `nc-platform-dev-${component}`;
    await callAsynchronously(this.world, this.account, { functionName, qualifier, payload });
  }

  /** Lets AWS publish an event: whatever rule matches it calls its function. */
  async publishAsAws(event: PublishedEvent): Promise<void> {
    await publishEvent(this.world, this.account, event);
  }

  /** Lets minutes pass. */
  pass(minutes: number): Promise<void> {
    const { world } = this;
    return advanceTo(world, new Date(world.clock.now().getTime() + minutes * 60_000));
  }

  /** The OpsItems of the account. */
  get opsItems() {
    return this.account.cloud.list("sandbox:ssm/opsItem").map(({ state }) => state);
  }

  /** Closes an OpsItem, as a person does. */
  async resolve(OpsItemId: string): Promise<void> {
    const ssm = new SSM(this.administrator);
    await ssm.updateOpsItem({ OpsItemId, Status: "Resolved" });
    ssm.destroy();
  }

  /** Opens an OpsItem that is none of the platform's. */
  async openForeignOpsItem(): Promise<void> {
    const ssm = new SSM(this.administrator);
    await ssm.createOpsItem({ Title: "A disk", Description: "It is full.", Source: "EC2" });
    ssm.destroy();
  }

  /** Closes a ticket, as a person does. */
  closeTicket(number: number): void {
    const ticket = this.github.state.issues.find((each) => each.number === number);
    if (!ticket) throw new Error(`there is no ticket #${number}`);
    ticket.state = "closed";
    ticket.closedAt = this.github.now().toISOString();
  }

  /** What the topic was told. */
  get notifications() {
    return this.account.cloud.list("sandbox:sns/publication").map(({ state }) => state);
  }

  /** Bodies of the messages of a queue of the platform, such as `open-incident-failed-events`. */
  queued(component: string): unknown[] {
    return this.account.cloud
      .list("sandbox:sqs/message")
      .filter(({ state }) => state.queue === `nc-platform-dev-${component}`)
      .map(({ state }) => JSON.parse(String(state.body)));
  }

  /** Events of the ledger, by workload. */
  get ledger() {
    return dynamoDbLedger(new DynamoDBClient(this.administrator), "nc-platform-dev-ledger");
  }

  eventsOf(workload: string): Promise<readonly LedgerEvent[]> {
    return this.ledger.eventsOf(workload);
  }
}
