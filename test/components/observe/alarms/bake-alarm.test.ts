import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { BakeAlarm } from "../../../../components/observe/alarms/bake-alarm";
import { ruleFits } from "../../../../components/observe/alarms/composite-alarm";
import { responseText, topicsAt } from "../../../support/alert-topics";
import { contextIn, INGEST } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const TOPIC = "arn:aws:sns:ca-central-1:222222222222:nc-platform-stg-alerts";
const context = contextIn("stg", INGEST);

const metricAlarm = (name: string) =>
  new aws.cloudwatch.MetricAlarm(name, { name, comparisonOperator: ">", evaluationPeriods: 1 });
const pair = (alarmName: string) =>
  new aws.cloudwatch.CompositeAlarm(alarmName, { alarmName, alarmRule: 'ALARM("x")' });

/** The bake alarm of what `alarms` makes. */
async function bake(alarms: () => (aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm)[]) {
  const made = await record(
    () => new BakeAlarm("bake", { context, alarms: alarms(), alertTopicArns: topicsAt(TOPIC) }),
  );
  return only(made, "aws:cloudwatch/compositeAlarm:CompositeAlarm", "bake").inputs;
}

describe("BakeAlarm", () => {
  it("[§13] goes off with any of a workload's alarms, and notifies", async () => {
    expect(
      await bake(() => [metricAlarm("errors"), metricAlarm("slow"), pair("burn")]),
    ).to.deep.equal({
      alarmName: "nc-ingest-worker-stg-bake",
      alarmDescription: `Something is wrong with ingest-worker in stg.${responseText("information", "ingest", "bake")}`,
      alarmRule: 'ALARM("errors") OR ALARM("slow") OR ALARM("burn")',
      alarmActions: [`${TOPIC}-information`],
      okActions: [`${TOPIC}-information`],
      tags: context.tags("bake"),
    });
  });

  it("says which alarms it is made of", async () => {
    let names: string[] = [];
    await record(() => {
      const alarms = [metricAlarm("errors"), pair("burn")];
      const { alarmNames } = new BakeAlarm("bake", {
        context,
        alarms,
        alertTopicArns: topicsAt(TOPIC),
      });
      alarmNames.apply((each) => {
        names = each;
      });
    });

    expect(names).to.deep.equal(["errors", "burn"]);
  });

  it("has room for 99 alarms with the longest names of a workload", async () => {
    const name = `nc-${"s".repeat(20)}-prod-${"c".repeat(54)}`;
    const { alarmRule } = await bake(() => Array(99).fill(metricAlarm(name)));

    expect(alarmRule.length).to.be.at.most(10_240);
  });

  const wrong: [title: string, alarms: number, message: string][] = [
    ["none", 0, 'alarms is "0 alarms": expected 1 to 99'],
    ["100", 100, 'alarms is "100 alarms": expected 1 to 99'],
  ];
  for (const [title, length, message] of wrong) {
    it(`refuses ${title}`, async () => {
      await record(() => {
        const alarms = Array(length).fill(metricAlarm("errors"));
        expect(
          () => new BakeAlarm("bake", { context, alarms, alertTopicArns: topicsAt(TOPIC) }),
        ).to.throw(message);
      });
    });
  }
});

describe("ruleFits", () => {
  it("takes a rule of 10,240 characters, and no longer one", () => {
    expect(ruleFits("r".repeat(10_240))).to.equal(true);
    expect(ruleFits("r".repeat(10_241))).to.equal(false);
  });
});
