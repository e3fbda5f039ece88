import { expect } from "chai";
import { PlatformFunctions } from "../../../components/platform-function/platform-functions";
import { contextIn } from "../../support/contexts";
import { testResources } from "../../support/environment-resources";
import { only, type RecordedResource, record } from "../../support/record";

const FUNCTION = "nc-platform-prod-publish-kpis";

describe("the function publish-kpis", () => {
  const context = contextIn("prod");
  const { environmentResources } = testResources(context);
  let all: RecordedResource[];

  before(async () => {
    const made = await record(
      () =>
        new PlatformFunctions("functions", {
          context,
          environmentResources: environmentResources(),
          workloads: "[]",
          testedFunctions: [],
          migrating: [],
          ledgerName: "ledger",
        }),
    );
    all = made.filter(({ name }) => name.startsWith("publish-kpis"));
  });

  it("runs its code, one run after the other, and is told of the ledger alone", () => {
    const { inputs } = only(all, "aws:lambda/function:Function");
    expect(inputs).to.deep.include({
      name: FUNCTION,
      reservedConcurrentExecutions: 1,
      timeout: 300,
      memorySize: 1024,
      environment: { variables: { ENVIRONMENT: "prod", LEDGER: "ledger" } },
    });
    expect(inputs.s3Key).to.match(/^platform\/functions\/publish-kpis\/[0-9a-f]{64}\.zip$/);
  });

  it("[§19] is called every hour", () => {
    const rule = only(all, "aws:cloudwatch/eventRule:EventRule").inputs;
    expect(rule.scheduleExpression).to.equal("rate(60 minutes)");
    const target = only(all, "aws:cloudwatch/eventTarget:EventTarget").inputs;
    expect(target).to.deep.include({ rule: rule.name });
    expect(target.arn).to.match(new RegExp(`:function:${FUNCTION}:live$`));
  });

  it("may read the whole ledger and publish KPIs, beside what every function may", () => {
    const { inputs } = only(all, "aws:iam/rolePolicy:RolePolicy");
    const { Statement } = JSON.parse(inputs.policy);
    const own = Statement.filter(({ Sid }: { Sid: string }) => ["Kpis", "Ledger"].includes(Sid));
    expect(own).to.deep.equal([
      {
        Sid: "Ledger",
        Effect: "Allow",
        Action: ["dynamodb:Scan"],
        Resource: "arn:aws:dynamodb:ca-central-1:333333333333:table/nc-platform-prod-ledger",
      },
      {
        Sid: "Kpis",
        Effect: "Allow",
        Action: ["cloudwatch:PutMetricData"],
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": "NC/Kpis" } },
      },
    ]);
  });
});
