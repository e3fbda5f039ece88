import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ECSClient, ListTasksCommand } from "@aws-sdk/client-ecs";
import { breakGlassPermissions } from "../../../components/identity/permissions/break-glass";
import { breakGlassTrust } from "../../../components/identity/permissions/break-glass-trust";
import { policyText } from "../../../components/identity/statement";
import { contextOf, PLATFORM } from "../../../infra/context";
import { fullName } from "../../../infra/naming/names";
import { platformNames } from "../../../infra/naming/platform-names";
import type { BreakGlass } from "../../../infra/settings/break-glass";
import { OPS_ITEMS } from "../../api/simulation/ops-items";
import { PUBLICATIONS } from "../../api/simulation/publications";
import { holds } from "../check";
import { ADMINISTRATOR_ROLE, assumeBreakGlass } from "../delivery/break-glass-session";
import type { SessionCredentials } from "../delivery/deploy-session";
import type { Scenario } from "../scenario";
import type { Stage } from "../stage";

const MINUTE = 60_000;
const MFA = { tag: "mfa", value: "yes" };

/** CI/CL-002 §14: time-bound and logged. The window is what `up` makes of the reviewed setting. */
export const breakGlass: Scenario = {
  name: "break-glass",
  title: "Break-glass of prod is open in its window alone, and every attempt is told to Security",
  async run(stage, step) {
    const { accounts, clock } = stage;
    const asked = clock.now().getTime();
    const at = (minutes: number) =>
      `${new Date(asked + minutes * MINUTE).toISOString().slice(0, 19)}Z`;
    const alice = { sourceIdentity: "alice", tags: { mfa: "yes" } };
    const before = applied(stage);
    await step("without a window nobody assumes it", async () => {
      holds("the answer of STS", await answerTo(stage, alice), "AccessDenied");
      return ["alice, with a second factor: AccessDenied"];
    });
    const principals = [`arn:aws:iam::${accounts.prod.id}:role/${ADMINISTRATOR_ROLE}`];
    const window = { from: at(5), until: at(15), who: ["alice"], ticket: "INC-1", reason: "AWS" };
    apply(stage, { principals, mfa: MFA, window });
    let session: SessionCredentials | undefined;
    await step("before its window it is denied, and in it alice alone has it", async () => {
      holds("before", await answerTo(stage, alice), "AccessDenied");
      await clock.sleep(6 * MINUTE);
      const bob = { ...alice, sourceIdentity: "bob" };
      holds("another person", await answerTo(stage, bob), "AccessDenied");
      const weak = { ...alice, tags: {} };
      holds("without a second factor", await answerTo(stage, weak), "AccessDenied");
      session = await assumeBreakGlass(stage, alice);
      holds("what it may see", await see(stage, session), "allowed");
      holds("the ledger", await writeLedger(stage, session), "AccessDeniedException");
      return [`alice from ${window.from} until ${window.until}; bob, or without MFA: AccessDenied`];
    });
    await step("Security is told of each attempt, and each opens its review", async () =>
      detected(stage, new Date(asked)),
    );
    await step("after its window, neither session nor role is of use", async () => {
      await clock.sleep(10 * MINUTE);
      if (session) holds("the session", await see(stage, session), "AccessDeniedException");
      holds("the answer of STS", await answerTo(stage, alice), "AccessDenied");
      return [`${clock.now().toISOString()}: AccessDenied, though the session has not expired`];
    });
    restore(stage, before);
  },
};

/** What STS answers; `a session` where it gives one. */
async function answerTo(stage: Stage, person: Parameters<typeof assumeBreakGlass>[1]) {
  return assumeBreakGlass(stage, person).then(() => "a session", nameOf);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

async function see({ accounts, endpoint }: Stage, credentials: SessionCredentials) {
  const { region } = accounts.prod;
  const ecs = new ECSClient({ region, endpoint, credentials });
  const command = new ListTasksCommand({ cluster: "nc-core" });
  const answer = await ecs.send(command).then(() => "allowed", nameOf);
  ecs.destroy();
  return answer;
}

async function writeLedger(
  { accounts, endpoint, settings }: Stage,
  credentials: SessionCredentials,
) {
  const { region } = accounts.prod;
  const dynamoDb = new DynamoDBClient({ region, endpoint, credentials });
  const TableName = platformNames(settings.prod).ledger;
  const command = new PutItemCommand({ TableName, Item: { workload: { S: "x" }, id: { S: "x" } } });
  const answer = await dynamoDb.send(command).then(() => "written", nameOf);
  dynamoDb.destroy();
  return answer;
}

/** What CloudTrail's events of the attempts have set off. */
function detected({ accounts: { prod } }: Stage, since: Date): readonly string[] {
  const topic = fullName({ service: "platform", environment: "prod" }, "alerts-security");
  const told = PUBLICATIONS.list(prod.cloud)
    .map(({ state }) => state)
    .filter((each) => each.topicArn.endsWith(`:${topic}`) && new Date(each.at) >= since)
    .filter(({ message }) => message.includes("Break-glass was assumed, or somebody tried"));
  const reviews = OPS_ITEMS.list(prod.cloud)
    .map(({ state }) => state)
    .filter(({ source }) => source === "nc-break-glass");
  // Without a window, before it, bob, without a second factor, and alice.
  holds("messages and reviews", [told.length, reviews.length], [5, 5]);
  const denied = told.filter(({ message }) => message.includes("Error: AccessDenied"));
  holds("denied", denied.length, 4);
  const open = reviews.filter(({ status }) => status === "Open");
  holds("open reviews", open.length, 5);
  return open.slice(-1).map(({ id, title, description }) => {
    const [, task = ""] = /Task: (.*), see/.exec(description) ?? [];
    return `${id} "${title}": ${task}`;
  });
}

interface Applied {
  readonly trust: unknown;
  readonly permissions: unknown;
}

/** The role as the account has it. */
function applied(stage: Stage): Applied {
  const { cloud } = stage.accounts.prod;
  const { role, policy } = keysOf(stage);
  return {
    trust: cloud.get(role)?.state.assumeRolePolicy,
    permissions: cloud.get(policy)?.state.policy,
  };
}

/** Puts the role into the account as the program makes it of a setting. */
function apply(stage: Stage, breakGlassSetting: BreakGlass): void {
  const settings = { ...stage.settings.prod, breakGlass: breakGlassSetting };
  const context = contextOf(settings, PLATFORM);
  const permissions = policyText(breakGlassPermissions(context));
  restore(stage, { trust: breakGlassTrust(context), permissions });
}

function restore(stage: Stage, { trust, permissions }: Applied): void {
  const { cloud } = stage.accounts.prod;
  const { role, policy } = keysOf(stage);
  cloud.patch(role, (state) => ({ ...state, assumeRolePolicy: trust }));
  cloud.patch(policy, (state) => ({ ...state, policy: permissions }));
}

function keysOf({ accounts, settings }: Stage) {
  const name = platformNames(settings.prod).breakGlassRole;
  const type = "aws:iam/rolePolicy:RolePolicy";
  const own = accounts.prod.cloud.list(type).find(({ state }) => state.role === name);
  return {
    role: { type: "aws:iam/role:Role", key: name },
    policy: { type, key: own?.key ?? "" },
  };
}
