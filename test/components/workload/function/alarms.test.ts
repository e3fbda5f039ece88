import { expect } from "chai";
import { functionAlarms } from "../../../../components/workload/function/alarms";
import type { Environment } from "../../../../infra/environments";
import { record } from "../../../support/record";
import { apiAdapter, contextOfAdapter } from "./api-adapter";

const FN = { functionName: "nc-api-adapter-stg-function", alias: "live" };
const API = { apiId: "abc", stage: "$default" };

/** The alarms by the last part of their names, and how they are read. */
async function alarmsIn(
  environment: Environment,
  changes: object = {},
  more: object = { api: API },
) {
  const read = { rollback: 0, watched: 0 };
  const made = await record(() => {
    const args = { context: contextOfAdapter(environment), workload: apiAdapter(changes), ...FN };
    const alarms = functionAlarms("api", { ...args, ...more, alertTopicArn: "arn:topic" }, {});
    read.rollback = alarms.rollback.length;
    read.watched = alarms.watched.length;
  });
  const inputs = Object.fromEntries(
    made.map((each) => [each.name.replace("api-", ""), each.inputs] as const),
  );
  return { read, inputs };
}

const threshold = (inputs: Record<string, { threshold?: number }>, key: string) =>
  inputs[key]?.threshold;

describe("a function's alarms", () => {
  it("[§7.2] are on errors, throttles and time of the alias, and on 5xx of its API", async () => {
    const { read, inputs } = await alarmsIn("stg");

    expect(Object.keys(inputs)).to.have.members([
      ...["errors", "throttles", "latency", "api-errors", "silence"],
    ]);
    expect(read).to.deep.equal({ rollback: 4, watched: 1 });
    const Resource = "nc-api-adapter-stg-function:live";
    const dimensions = { FunctionName: FN.functionName, Resource };
    expect(inputs.latency).to.deep.include({
      name: "nc-api-adapter-stg-latency",
      namespace: "AWS/Lambda",
      metricName: "Duration",
      extendedStatistic: "p95",
      dimensions,
      threshold: 500,
      treatMissingData: "notBreaching",
    });
    for (const key of ["errors", "throttles"]) {
      const [first] = inputs[key].metricQueries;
      expect(first.metric.dimensions, key).to.deep.equal(dimensions);
    }
    expect(inputs["api-errors"].metricQueries[0].metric).to.deep.include({
      namespace: "AWS/ApiGateway",
      dimensions: { ApiId: "abc", Stage: "$default" },
    });
  });

  for (const [environment, percent, wanted] of [
    ["prod", 10, 0.1],
    ["stg", 50, 0.5],
    ["dev", 10, 1],
  ] as const) {
    it(`[§13] see 1 % of a new version's errors in ${environment}, which has ${percent} %`, async () => {
      const traffic = { percent };
      const { inputs } = await alarmsIn(environment, { traffic });

      expect(threshold(inputs, "errors")).to.equal(wanted);
      expect(threshold(inputs, "api-errors")).to.equal(wanted);
    });
  }

  it("have no API's where there is none", async () => {
    expect(Object.keys((await alarmsIn("prod", {}, {})).inputs)).to.have.members([
      ...["errors", "throttles", "latency", "silence"],
    ]);
  });

  it("[§13] take silence for a breach where requests are expected, for the watch alone", async () => {
    const sporadic = { slo: { p95: "500 ms", availability: 99.9, expectsTraffic: false } };

    expect((await alarmsIn("prod")).inputs.silence).to.include({ treatMissingData: "breaching" });
    expect((await alarmsIn("prod", sporadic)).read).to.deep.equal({ rollback: 4, watched: 0 });
    expect((await alarmsIn("dev")).read).to.deep.equal({ rollback: 4, watched: 0 });
  });
});
