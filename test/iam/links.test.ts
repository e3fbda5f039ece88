import { expect } from "chai";
import { edgesOf } from "../../infra/catalog/links/edges";
import { type Catalog, factsOf, type Workload } from "../../infra/catalog/workload";
import { grantExpires } from "../../policies/identity/grant-expires";
import { workloadIsReachedByLinks } from "../../policies/identity/workload-is-reached-by-links";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { only, type RecordedResource } from "../support/record";
import { violations } from "../support/violations";
import { type Ask, calls, type Location, named, regional } from "./support/asks";
import { madeWith } from "./support/environment";
import { everyOption } from "./support/every-option";
import { may } from "./support/judge";
import { callsOf } from "./support/link-calls";
import { type Role, rolesIn } from "./support/roles";

const SETTINGS = settingsOf("stg");

/** A caller that may do something with a target: as the edges say it. */
const lineOf = (from: string, verb: string, to: string, resource?: string) =>
  [from, verb, to, ...(resource === undefined ? [] : [resource])].join(" ");

/** Everything that belongs to a workload and that no link reaches, whatever its verb. */
function beyondLinks(at: Location): Ask[] {
  const path = `/nc/${at.environment}/${at.service}`;
  return [
    ...calls(
      "sqs",
      regional(at, "sqs", named(at, "queue")),
      "ReceiveMessage DeleteMessage PurgeQueue",
    ),
    ...calls("sqs", regional(at, "sqs", named(at, "dead-letters")), "SendMessage ReceiveMessage"),
    ...calls(
      "lambda",
      regional(at, "lambda", `function:${named(at, "function")}`),
      "UpdateFunctionCode InvokeFunction",
    ),
    ...calls(
      "lambda",
      regional(at, "lambda", `function:${named(at, "function")}:previous`),
      "InvokeFunction",
    ),
    ...calls(
      "ecs",
      regional(at, "ecs", `service/nc-core/${named(at, "service")}`),
      "UpdateService",
    ),
    ...calls(
      "scheduler",
      regional(at, "scheduler", `schedule/${named(at, "schedule")}/${named(at, "schedule")}`),
      "UpdateSchedule",
    ),
    ...calls(
      "ssm",
      regional(at, "ssm", `parameter${path}/config/log-level`),
      "GetParameter PutParameter",
    ),
    ...calls(
      "secretsmanager",
      regional(at, "secretsmanager", `secret:${path}/secret/database-url-AbCdEf`),
      "GetSecretValue PutSecretValue",
    ),
    ...calls("s3", `arn:aws:s3:::${named(at, "other")}-${at.account}/a`, "GetObject PutObject"),
    ...calls(
      "dynamodb",
      regional(at, "dynamodb", `table/${named(at, "other")}`),
      "GetItem PutItem DeleteTable",
    ),
    ...calls("sns", regional(at, "sns", named(at, "other")), "Publish Subscribe"),
    ...calls(
      "logs",
      regional(at, "logs", `log-group:${path}/logs/tasks:log-stream:1`),
      "PutLogEvents",
    ),
    ...calls("ecr", regional(at, "ecr", `repository/${named(at, "image")}`), "BatchGetImage"),
  ];
}

describe("the matrix of every workload against every other's resources", () => {
  let catalog: Catalog;
  let made: RecordedResource[];
  let roles: ReadonlyMap<string, Role>;

  before(async () => {
    catalog = [...(await loadTestCatalog()), ...everyOption()];
    made = await madeWith(SETTINGS, catalog);
    roles = rolesIn(made, SETTINGS);
  });

  const at = ({ name }: Workload): Location => ({
    service: name,
    environment: SETTINGS.environment,
    account: SETTINGS.accountId,
  });

  /** A request of the HTTP API of `target`, by the id that AWS gave it; none of a load balancer. */
  function apiCalls({ name, kind }: Workload): Ask[] {
    if (kind !== "function") return [];
    const { inputs } = only(made, "aws:lambda/permission:Permission", `${name}-api`);
    const request = String(inputs.sourceArn).replace("/*/*", "/$default/GET/status");
    return calls("execute-api", request, "Invoke");
  }

  /** Every pair of a workload that runs and another one, with the role that its code has. */
  function pairs(): { caller: Workload; role: Role; target: Workload }[] {
    return catalog.flatMap((caller) => {
      const component = factsOf(caller).lambda ? "function" : "task";
      const role = roles.get(named(at(caller), component));
      if (!role) return [];
      const others = catalog.filter((each) => each !== caller);
      return others.map((target) => ({ caller, role, target }));
    });
  }

  it("has every link, and beside them none", async () => {
    const reached: string[] = [];
    for (const { caller, role, target } of pairs()) {
      for (const { verb, resource } of factsOf(target).offers ?? []) {
        const asks = (
          verb === "call" ? apiCalls(target) : callsOf(verb, resource, target, at(target))
        ).filter(
          // An alias and an encryption context of a key follow from what is encrypted with it.
          ({ action }) => !action.startsWith("kms:"),
        );
        const answers = await Promise.all(
          asks.map((ask) =>
            may(role, ask.action, ask.resource, ask.with ? { with: ask.with } : {}),
          ),
        );
        const line = lineOf(caller.name, verb, target.name, resource);
        // Of a link, a role has all or nothing.
        expect(new Set(answers).size, line).to.be.at.most(1);
        if (answers[0]) reached.push(line);
      }
    }
    const judged = edgesOf(catalog).filter(
      // The load balancer and a database ask nobody's role.
      ({ to, verb }) => verb !== "connect" && !(verb === "call" && to === "clock"),
    );
    const wanted = judged.map(({ from, verb, to, resource }) => lineOf(from, verb, to, resource));
    expect(reached.sort()).to.deep.equal(wanted.sort());
    expect(pairs()).to.have.length(9 * 10);
  });

  it("has nothing of what no link reaches", async () => {
    const reached: string[] = [];
    for (const { caller, role, target } of pairs()) {
      for (const { action, resource } of beyondLinks(at(target))) {
        if (await may(role, action, resource)) reached.push(`${caller.name} ${action} ${resource}`);
      }
    }
    expect(reached).to.deep.equal([]);
  });

  it("has no policy that the rules on links and grants refuse", async () => {
    const judged: string[] = [];
    for (const { name, type, inputs } of made) {
      for (const rule of [workloadIsReachedByLinks, grantExpires]) {
        const found = await violations(rule, { type, props: inputs, environment: "stg" });
        if (found !== undefined) judged.push(rule.name);
        expect(found ?? [], name).to.deep.equal([]);
      }
    }
    expect(new Set(judged).size).to.equal(2);
  });

  it("ends a grant on its day", async () => {
    const role = roles.get("nc-clock-stg-task");
    if (!role) throw new Error("the clock has no role");
    const bus = `arn:aws:events:ca-central-1:${SETTINGS.accountId}:event-bus/old`;
    const on = (time: string) =>
      may(role, "events:PutEvents", bus, { with: { "aws:CurrentTime": time } });
    expect(await on("2098-12-31T23:59:59Z")).to.equal(true);
    expect(await on("2099-01-01T00:00:00Z")).to.equal(false);
  });
});
