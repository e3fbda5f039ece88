import { expect } from "chai";
import type { AlarmCondition, Metric } from "../../../../components/observe/condition";
import { graph, type Line } from "../../../../components/observe/dashboard/graph";

const metric = (metricName: string, statistic = "Sum"): Metric => ({
  namespace: "AWS/Lambda",
  metricName,
  dimensions: { FunctionName: "f" },
  statistic,
});
const share: AlarmCondition = {
  description: "Too many errors.",
  measure: {
    metrics: { requests: metric("Invocations"), errors: metric("Errors") },
    steps: { filled: "FILL(errors, 0)" },
    expression: "100 * filled / requests",
    label: "errors, %",
  },
  period: 60,
  comparison: ">",
  threshold: 1,
  periods: 3,
  missingData: "notBreaching",
};
const count: Line = { measure: metric("Invocations"), period: 60, label: "invocations" };

describe("graph", () => {
  it("[§13] draws an alarm's computation and the value at which it goes off", () => {
    const place = ["AWS/Lambda", "Errors", "FunctionName", "f"];

    expect(graph({ title: "Errors", lines: [share] })).to.deep.equal({
      type: "metric",
      width: 8,
      height: 6,
      properties: {
        title: "Errors",
        view: "timeSeries",
        stacked: false,
        metrics: [
          [
            ...["AWS/Lambda", "Invocations", "FunctionName", "f"],
            { id: "requests_1", stat: "Sum", period: 60, visible: false },
          ],
          [...place, { id: "errors_1", stat: "Sum", period: 60, visible: false }],
          [{ id: "filled_1", expression: "FILL(errors_1, 0)", period: 60, visible: false }],
          [
            {
              id: "result_1",
              expression: "100 * filled_1 / requests_1",
              label: "errors, %",
              period: 60,
            },
          ],
        ],
        yAxis: { left: { min: 0 } },
        annotations: { horizontal: [{ label: "alarm", value: 1 }] },
      },
    });
  });

  it("keeps the ids of two computations apart, and draws one threshold once", () => {
    const { properties } = graph({ title: "Errors", lines: [share, share] });
    const ids = (properties.metrics as { id?: string }[][]).map((row) => row.at(-1)?.id);

    expect(new Set(ids).size).to.equal(8);
    expect(properties.annotations).to.deep.equal({ horizontal: [{ label: "alarm", value: 1 }] });
  });

  it("[§13] marks deployments as spikes on the right axis", () => {
    const deployments = { service: "ingest-worker", environment: "prod" } as const;
    const { properties } = graph({ title: "Traffic", lines: [count], deployments, width: 12 });

    expect(properties.metrics).to.deep.equal([
      [
        ...["AWS/Lambda", "Invocations", "FunctionName", "f"],
        { stat: "Sum", period: 60, label: "invocations" },
      ],
      [
        ...["NC/Delivery", "Deployments", "Service", "ingest-worker", "Environment", "prod"],
        { stat: "Maximum", period: 60, label: "deployments", yAxis: "right" },
      ],
    ]);
    expect(properties.yAxis).to.deep.equal({
      left: { min: 0 },
      right: { min: 0, max: 1, showUnits: false },
    });
    expect(properties).not.to.have.property("annotations");
  });
});
