import type { PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import { expect } from "chai";
import { publish } from "../../../functions/publish-kpis/publish";

const AT = new Date("2026-11-02T15:00:00Z");

/** So many metrics, each of a workload of its own. */
const metrics = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: "Deployments",
    dimensions: { Environment: "prod", Service: `w-${index}` },
    value: index,
    unit: "Count" as const,
  }));

/** What has the values of calls, by the workload of each. */
const valuesIn = (calls: readonly PutMetricDataInput[]) =>
  new Map(
    calls.flatMap(({ MetricData = [] }) =>
      MetricData.map(({ Dimensions, Value }) => [Dimensions?.[1]?.Value, Value] as const),
    ),
  );

describe("publishing metrics", () => {
  it("takes as few calls as CloudWatch takes: 1000 metrics in each", async () => {
    const calls: PutMetricDataInput[] = [];
    await publish(metrics(2001), AT, async (data) => calls.push(data));
    expect(calls.map(({ MetricData }) => MetricData?.length)).to.deep.equal([1000, 1000, 1]);
    expect(calls[2]).to.deep.equal({
      Namespace: "NC/Kpis",
      MetricData: [
        {
          MetricName: "Deployments",
          Dimensions: [
            { Name: "Environment", Value: "prod" },
            { Name: "Service", Value: "w-2000" },
          ],
          Timestamp: AT,
          Value: 2000,
          Unit: "Count",
        },
      ],
    });
  });

  it("takes no call where there is nothing", async () => {
    const calls: PutMetricDataInput[] = [];
    await publish([], AT, async (data) => calls.push(data));
    expect(calls).to.deep.equal([]);
  });

  for (const killedBefore of [0, 1, 2]) {
    it(`is complete after a run that was killed before call ${killedBefore + 1} of 3`, async () => {
      const calls: PutMetricDataInput[] = [];
      const killed = await publish(metrics(2001), AT, async (data) => {
        if (calls.length === killedBefore) throw new Error("killed");
        calls.push(data);
      }).catch(String);
      expect(killed).to.equal("Error: killed");
      await publish(metrics(2001), AT, async (data) => calls.push(data));
      const values = valuesIn(calls);
      expect(values.size).to.equal(2001);
      for (const [workload, value] of values) expect(workload).to.equal(`w-${value}`);
    });
  }
});
