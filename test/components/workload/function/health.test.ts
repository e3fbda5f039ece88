import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { MetricMath } from "../../../../components/observe/condition";
import type { Line } from "../../../../components/observe/dashboard/graph";
import type { MetricHealthAlarm } from "../../../../components/observe/health";
import {
  type FunctionHealthArgs,
  functionHealth,
} from "../../../../components/workload/function/health";
import type { Environment } from "../../../../infra/environments";
import { apiAdapter, contextOfAdapter } from "./api-adapter";

const FN = { functionName: "nc-api-adapter-stg-function", alias: "live" };
const API = { apiId: "abc", stage: "$default", host: "abc.example.com", executionArn: "arn:api" };

/** The health of the catalog's function, with `changes` to its entry. */
function healthIn(
  environment: Environment,
  changes: object = {},
  more: Partial<FunctionHealthArgs> = { api: API },
) {
  const workload = apiAdapter(changes);
  return functionHealth({
    context: contextOfAdapter(environment),
    workload,
    checks: workload.checks && [workload.checks],
    fn: FN,
    failedEventsName: "failed-events",
    ...more,
  });
}

/** Keys of the alarms by who reads them. */
function readers({ alarms }: ReturnType<typeof functionHealth>) {
  const by = (reader: string) =>
    Object.entries(alarms).flatMap(([key, { readBy }]) => (readBy === reader ? [key] : []));
  return { rollback: by("rollback"), bake: by("bake") };
}

function conditionOf({ alarms }: ReturnType<typeof functionHealth>, key: string) {
  const { condition } = alarms[key] as MetricHealthAlarm;
  return condition;
}

const known = (value: object): Promise<unknown> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });
const named = (graphs: object) =>
  Object.fromEntries(
    Object.entries(graphs).map(([key, lines]: [string, readonly Line[]]) => [
      key,
      lines.map(({ label, measure }) => label ?? ("label" in measure ? measure.label : undefined)),
    ]),
  );

describe("the health of a function", () => {
  it("[§7.2] is errors, throttles and time of the alias, and 5xx of its API", async () => {
    const health = healthIn("stg");

    expect(readers(health)).to.deep.equal({
      rollback: ["errors", "throttles", "latency", "api-errors"],
      bake: ["silence", "failed-events"],
    });
    const dimensions = {
      FunctionName: FN.functionName,
      Resource: "nc-api-adapter-stg-function:live",
    };
    const { measure, threshold, missingData } = conditionOf(health, "latency");
    expect([threshold, missingData]).to.deep.equal([500, "notBreaching"]);
    expect(await known(measure)).to.deep.equal({
      namespace: "AWS/Lambda",
      metricName: "Duration",
      statistic: "p95",
      dimensions,
    });
    for (const key of ["errors", "throttles"]) {
      const { metrics } = conditionOf(health, key).measure as MetricMath;
      const [first] = Object.values((await known(metrics)) as MetricMath["metrics"]);
      expect(first?.dimensions, key).to.deep.equal(dimensions);
    }
    const { metrics } = conditionOf(health, "api-errors").measure as MetricMath;
    expect(metrics.requests).to.deep.include({
      namespace: "AWS/ApiGateway",
      dimensions: { ApiId: "abc", Stage: "$default" },
    });
  });

  for (const [environment, percent] of [
    ["prod", 10],
    ["stg", 50],
    ["dev", 10],
  ] as const) {
    it(`[§13] goes off above 1 % of errors in ${environment}, with ${percent} % in its first step`, () => {
      const health = healthIn(environment, { traffic: { percent } });

      expect(conditionOf(health, "errors").threshold).to.equal(1);
      expect(conditionOf(health, "api-errors").threshold).to.equal(1);
    });
  }

  it("has no alarm on an API where there is none", () => {
    expect(readers(healthIn("prod", {}, {}))).to.deep.equal({
      rollback: ["errors", "throttles", "latency"],
      bake: ["silence", "failed-events"],
    });
  });

  it("[§13] takes silence for a breach where requests are expected, for the bake alone", () => {
    const sporadic = { slo: { p95: "500 ms", availability: 99.9, expectsTraffic: false } };

    expect(conditionOf(healthIn("prod"), "silence").missingData).to.equal("breaching");
    for (const health of [healthIn("prod", sporadic), healthIn("dev")]) {
      expect(readers(health).bake).to.deep.equal(["failed-events"]);
    }
  });

  it("[§7.3] has the alarms of the queue that it consumes, by what it can work off", () => {
    const queue = { queueName: "queue", deadLetterName: "dead-letters" };
    const health = healthIn("prod", {}, { queue });

    expect(readers(health).bake).to.deep.equal([
      ...["silence", "failed-events", "dead-letters", "oldest-message", "backlog"],
    ]);
    expect(conditionOf(health, "backlog").threshold).to.equal(20 * 100);
  });

  it("[§7.3] opens a ticket for the first event that it could not handle", () => {
    expect(healthIn("prod").alarms["failed-events"]).to.deep.include({});
    expect(conditionOf(healthIn("prod"), "failed-events")).to.deep.include({
      description: "The function could not handle an event: it is kept, with the reason.",
      comparison: ">",
      threshold: 0,
      periods: 1,
    });
  });

  it("[§13] draws its alias, and its API where it has one", () => {
    expect(named(healthIn("prod").graphs)).to.deep.equal({
      traffic: ["invocations a minute", "requests a minute"],
      errors: ["errors, % of invocations", "5xx, % of requests"],
      latency: ["p95, ms"],
      saturation: ["concurrent executions", "throttled invocations"],
    });
    expect(named(healthIn("prod", {}, {}).graphs)).to.deep.include({
      traffic: ["invocations a minute"],
      errors: ["errors, % of invocations"],
    });
  });

  it("[§13] has a budget of what its callers were answered", () => {
    const counted = (more: Partial<FunctionHealthArgs>) => {
      const { budget } = healthIn("prod", {}, more);
      return [...(budget?.requests ?? []), ...(budget?.errors ?? [])].map(
        ({ namespace, metricName }) => `${namespace} ${metricName}`,
      );
    };

    expect(counted({ api: API })).to.deep.equal(["AWS/ApiGateway Count", "AWS/ApiGateway 5xx"]);
    expect(counted({})).to.deep.equal(["AWS/Lambda Invocations", "AWS/Lambda Errors"]);
  });

  it("[§13] is asked by signed requests, and only where it answers HTTP", () => {
    const { syntheticCheck } = healthIn("prod");

    expect(syntheticCheck?.host).to.equal("abc.example.com");
    expect(syntheticCheck?.checks.map(({ health }) => health)).to.deep.equal(["/healthz"]);
    expect(syntheticCheck?.signedFor).to.deep.equal({ executionArn: "arn:api", stage: "$default" });
    expect(syntheticCheck?.protect).to.equal(true);
    expect(healthIn("prod", {}, { api: API, allAnswer: false }).syntheticCheck?.runs).to.equal(
      false,
    );
    expect(healthIn("prod", {}, {})).not.to.have.property("syntheticCheck");
  });

  it("is asked for as long as an earlier version answers HTTP, by a check that may be deleted", () => {
    const workload = { ...apiAdapter(), http: undefined };
    const { syntheticCheck } = healthIn("prod", {}, { api: API, workload });

    expect(syntheticCheck?.checks.map(({ health }) => health)).to.deep.equal(["/healthz"]);
    expect(syntheticCheck?.protect).to.equal(false);
  });
});
