import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import type { WorkloadEntry } from "../../infra/catalog/workload";
import { environment } from "../../stacks/environment";
import { workload as fn } from "../fixtures/catalog/api-adapter";
import { workload as job } from "../fixtures/catalog/audit-digest";
import { workload as worker } from "../fixtures/catalog/audit-queue";
import { workload as terraform } from "../fixtures/catalog/core";
import { workload as service } from "../fixtures/catalog/ingest-worker";
import { settingsOf } from "../support/contexts";
import { createdBefore, type PlannedResource, recordGraph } from "../support/plan-graph";
import { alone, RETIRED, retire } from "../support/retired";

const RULE = "aws:lb/listenerRule:ListenerRule";

/** The plan of prod with a catalog. */
function planOf(...entries: readonly WorkloadEntry[]): Promise<PlannedResource[]> {
  const catalog = parseCatalog(Object.fromEntries(entries.map((each) => [each.name, each])));
  return recordGraph(() => environment(settingsOf("prod"), catalog));
}

/** `Queue audit-queue-queue`, and of a component `nc Job audit-digest`. */
const keyOf = ({ type, name }: PlannedResource) =>
  `${type.startsWith("nc:") ? "nc " : ""}${type.split(":").at(-1)} ${name}`;
const byKey = (plan: readonly PlannedResource[]) =>
  new Map(plan.map((each) => [keyOf(each), each]));

/** What of `inputs` is not as in `before`, by a resource's key and the input; the monitoring aside. */
function changedInputs(before: readonly PlannedResource[], after: readonly PlannedResource[]) {
  const old = byKey(before);
  return Object.fromEntries(
    after
      .filter(({ type }) => !type.startsWith("aws:cloudwatch/") && !type.startsWith("aws:ssm/"))
      .flatMap((each) =>
        Object.entries(each.inputs)
          .filter(([input, value]) => {
            const was = old.get(keyOf(each));
            return was && JSON.stringify(was.inputs[input]) !== JSON.stringify(value);
          })
          .map(([input, value]) => [`${keyOf(each)} ${input}`, value]),
      ),
  );
}

describe("a retired workload", () => {
  let live: PlannedResource[] = [];
  let retired: PlannedResource[] = [];
  before(async () => {
    const all = [fn, job, worker, terraform, service];
    live = await planOf(...all);
    retired = await planOf(...all.map((each) => retire(each)));
  });

  const onlyIn = (one: readonly PlannedResource[], other: readonly PlannedResource[]) =>
    one.map(keyOf).filter((key) => !byKey(other).has(key));

  it("loses its releases, what starts it, and the alarms on its silence; a Terraform stack nothing", () => {
    const roles = ["api-adapter", "audit-digest", "audit-queue", "ingest-worker"].flatMap(
      (name) => [
        `nc DeployRole ${name}-deploy`,
        `Role ${name}-deploy`,
        `RolePolicy ${name}-deploy-delivery`,
      ],
    );
    expect(onlyIn(live, retired)).to.have.members([
      ...roles,
      "CompositeAlarm audit-digest-run-missing",
      "Dashboard dashboards-1",
      "nc Dashboard dashboards-1",
      "nc EnvironmentDashboards dashboards",
      "MetricAlarm api-adapter-silence",
      "MetricAlarm audit-digest-run-late",
      "MetricAlarm audit-digest-run-seen",
      "MetricAlarm ingest-worker-no-requests",
      "Schedule audit-digest-schedule",
    ]);
  });

  it("gets a record of who agreed, and what stops its tasks", () => {
    expect(onlyIn(retired, live)).to.have.members([
      "nc Retirement api-adapter-retirement",
      "nc Retirement audit-digest-retirement",
      "nc Retirement audit-queue-retirement",
      "nc Retirement core-retirement",
      "nc Retirement ingest-worker-retirement",
      "ScheduledAction audit-queue-stop",
      "ScheduledAction ingest-worker-stop",
    ]);
    const of = (key: string) => byKey(retired).get(key)?.inputs;
    expect(of("nc Retirement core-retirement")).to.deep.equal({ workload: "core", ...RETIRED });
    const stop = (name: string) => ({
      name: `nc-${name}-prod-stop`,
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/nc-core/nc-${name}-prod-service`,
      schedule: "rate(5 minutes)",
    });
    expect(of("ScheduledAction ingest-worker-stop")).to.deep.equal({
      ...stop("ingest-worker"),
      scalableTargetAction: { minCapacity: 0, maxCapacity: 0 },
    });
    // It works off its queue with as many tasks as it takes.
    expect(of("ScheduledAction audit-queue-stop")).to.deep.equal({
      ...stop("audit-queue"),
      scalableTargetAction: { minCapacity: 0 },
    });
  });

  it("takes no new work, and lets its images be deleted", () => {
    const { "QueuePolicy audit-queue-queue policy": policy, ...others } = changedInputs(
      live,
      retired,
    );
    const nobody = [{ sourceIp: { values: ["127.0.0.1/32"] } }];
    expect(others).to.deep.equal({
      "Api api-adapter-api disableExecuteApiEndpoint": true,
      "Canary api-adapter-monitoring-canary startCanary": false,
      "Canary ingest-worker-monitoring-canary startCanary": false,
      "ListenerRule ingest-worker-production conditions": nobody,
      "ListenerRule ingest-worker-test conditions": nobody,
      "Repository artifacts-audit-digest forceDelete": true,
      "Repository artifacts-audit-queue forceDelete": true,
      "Repository artifacts-ingest-worker forceDelete": true,
    });
    expect(JSON.parse(String(policy)).Statement.at(-1)).to.deep.equal({
      Sid: "Closed",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:ca-central-1:111111111111:nc-audit-queue-prod-queue",
    });
  });

  it("refuses to be deleted no more, and nothing else is unprotected", () => {
    const protectedIn = (plan: readonly PlannedResource[]) =>
      plan.filter(({ protect }) => protect).map(keyOf);
    const lifted = protectedIn(live).filter((key) => !protectedIn(retired).includes(key));
    expect(lifted).to.have.members([
      "LogGroup api-adapter",
      "LogGroup api-adapter-api",
      "LogGroup api-adapter-monitoring-canary",
      "LogGroup audit-digest-run-task",
      "LogGroup audit-queue",
      "LogGroup ingest-worker",
      "LogGroup ingest-worker-monitoring-canary",
      "Queue api-adapter-failed",
      "Queue audit-digest-dead-letters",
      "Queue audit-queue-queue",
      "Queue audit-queue-queue-dead-letters",
      "Repository artifacts-audit-digest",
      "Repository artifacts-audit-queue",
      "Repository artifacts-ingest-worker",
      "Secret api-adapter-config-secret-upstream-token",
      "Secret audit-queue-config-secret-warehouse-url",
      "Secret ingest-worker-config-secret-database-url",
    ]);
    const deletable = retired.filter(({ inputs }) => inputs.deletionProtectionEnabled === false);
    expect(deletable.map(keyOf)).to.have.members(
      lifted.filter((key) => key.startsWith("LogGroup ")),
    );
    // Secrets Manager still lets a deleted one be brought back.
    const secrets = retired.filter(
      ({ type, inputs }) => type.endsWith(":Secret") && !`${inputs.name}`.includes("/platform/"),
    );
    expect(secrets.map(({ inputs }) => inputs.recoveryWindowInDays)).to.deep.equal([30, 30, 30]);
  });

  it("leaves in the account what AppConfig does not delete", () => {
    const kept = retired.filter(({ retainOnDelete }) => retainOnDelete).map(keyOf);
    expect(kept).to.have.members([
      "Application ingest-worker-flags",
      "ConfigurationProfile ingest-worker-flags",
      "Environment ingest-worker-flags",
    ]);
    expect(live.filter(({ retainOnDelete }) => retainOnDelete)).to.deep.equal([]);
  });

  it("gives up its path once what replaces it has taken that, wherever each stands in the catalog", async () => {
    for (const name of ["a-gateway", "z-gateway"]) {
      const next = { ...service, name, repository: name, repositoryId: 700_000_077 };
      const plan = await planOf(retire(service, { replacedBy: name }), next);
      const rules = plan.filter(({ type }) => type === RULE);
      const [mine, others] = [`${name}-`, "ingest-worker-"].map((own) =>
        rules.filter((each) => each.name.startsWith(own)),
      );
      expect(mine?.map(({ inputs }) => inputs.conditions)).to.deep.equal([
        [{ pathPattern: { values: ["/ingest/*"] } }],
        [{ pathPattern: { values: ["/ingest/*"] } }],
      ]);
      expect(others).to.have.length(2);
      for (const each of others ?? []) {
        expect(createdBefore(each, plan)).to.include.all.keys(mine?.map(({ urn }) => urn) ?? []);
      }
    }
  });

  it("rotates its secrets no more", async () => {
    const rotation = { every: "30 days", by: "api-adapter" };
    const entry = { ...alone(worker), secrets: { "warehouse-url": { rotation } } };
    const rotations = async (each: WorkloadEntry) =>
      (await planOf(alone(fn), each)).filter(({ type }) => type.endsWith(":SecretRotation"));
    expect((await rotations(entry)).map(keyOf)).to.include(
      "nc SecretRotation audit-queue-rotation",
    );
    expect(await rotations(retire(entry))).to.deep.equal([]);
  });
});
