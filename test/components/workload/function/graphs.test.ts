import { expect } from "chai";
import type { Line } from "../../../../components/observe/dashboard/graph";
import { LambdaFunction } from "../../../../components/workload/function/lambda-function";
import { configOf, groundOf } from "../../../support/environment-resources";
import { record } from "../../../support/record";
import { apiAdapter, contextOfAdapter } from "./api-adapter";

/** What there is to observe of the catalog's function, in prod. */
async function observed(changes: object = {}) {
  let fn: LambdaFunction | undefined;
  const context = contextOfAdapter("prod");
  await record(() => {
    const workload = apiAdapter(changes);
    const config = configOf(context, workload);
    const environmentResources = groundOf(context).environmentResources();
    fn = new LambdaFunction("api-adapter", { context, workload, environmentResources, config });
  });
  if (!fn) throw new Error("no function was made");
  return fn.observed;
}

const labels = (lines: readonly Line[]) =>
  lines.map(({ label, measure }) => label ?? ("label" in measure ? measure.label : undefined));
const named = (graphs: Record<string, readonly Line[]>) =>
  Object.fromEntries(Object.entries(graphs).map(([key, lines]) => [key, labels(lines)]));

describe("what there is to observe of a function", () => {
  it("[§13] draws its alias, and its API where it has one", async () => {
    expect(named((await observed()).graphs)).to.deep.equal({
      traffic: ["invocations a minute", "requests a minute"],
      errors: ["errors, % of invocations", "5xx, % of requests"],
      latency: ["p95, ms"],
      saturation: ["copies that run", "throttled invocations"],
    });
    expect(named((await observed({ http: undefined })).graphs)).to.deep.include({
      traffic: ["invocations a minute"],
      errors: ["errors, % of invocations"],
    });
  });

  it("[§13] has a budget of what its callers were answered", async () => {
    const counted = async (changes: object) => {
      const { budget } = await observed(changes);
      return [...(budget?.requests ?? []), ...(budget?.errors ?? [])].map(
        ({ namespace, metricName }) => `${namespace} ${metricName}`,
      );
    };

    expect(await counted({})).to.deep.equal(["AWS/ApiGateway Count", "AWS/ApiGateway 5xx"]);
    expect(await counted({ http: undefined })).to.deep.equal([
      ...["AWS/Lambda Invocations", "AWS/Lambda Errors"],
    ]);
  });

  it("[§13] is asked by signed requests, and only where it answers HTTP", async () => {
    const { tested } = await observed();

    expect(tested?.checks.health).to.equal("/healthz");
    expect(tested?.signedFor).to.have.keys(["executionArn", "stage"]);
    expect(await observed({ http: undefined })).not.to.have.property("tested");
  });
});
