import { expect } from "chai";
import { BreakGlassDetection } from "../../../components/audit/break-glass-detection";
import { topicsAt } from "../../support/alert-topics";
import { contextIn } from "../../support/contexts";
import { only, type RecordedResource, record } from "../../support/record";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const TOPICS = topicsAt("arn:aws:sns:ca-central-1:333333333333:nc-platform-prod-alerts");

describe("BreakGlassDetection", () => {
  let made: RecordedResource[];

  before(async () => {
    const args = {
      context: contextIn("prod"),
      alertTopicArns: TOPICS,
      permissionsBoundaryArn: "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary",
    };
    made = await record(() => new BreakGlassDetection("detection", args));
  });

  it("[§14] sees every assume of the role, read-only event that it is, in both regions", () => {
    const pattern = {
      source: ["aws.sts"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["sts.amazonaws.com"],
        eventName: ["AssumeRole"],
        requestParameters: {
          roleArn: ["arn:aws:iam::333333333333:role/nc-platform-prod-break-glass"],
        },
      },
    };
    const rules = made.filter(({ type }) => type === RULE).map(({ inputs }) => inputs);
    expect(
      rules.map(({ eventPattern, name, region, state }) => [
        name,
        region,
        state,
        JSON.parse(eventPattern),
      ]),
    ).to.have.deep.members(
      (
        [
          ["nc-platform-prod-break-glass-used", undefined],
          ["nc-platform-prod-break-glass-global", "us-east-1"],
        ] as const
      ).map((each) => [...each, "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", pattern]),
    );
  });

  it("[§14] tells Security at once, and opens a review", () => {
    const security = only(made, TARGET, "detection-security").inputs;
    expect([security.rule, security.arn]).to.deep.equal([
      "nc-platform-prod-break-glass-used",
      TOPICS.security,
    ]);
    const review = only(made, TARGET, "detection-review").inputs;
    expect([review.rule, review.arn]).to.deep.equal([
      "nc-platform-prod-break-glass-used",
      "arn:aws:ssm:ca-central-1:333333333333:opsitem",
    ]);
    const item = JSON.parse(review.inputTransformer.inputTemplate);
    expect(item).to.deep.include({ category: "Security", severity: "2", source: "nc-break-glass" });
    expect(item.description).to.match(
      /hold the post-incident review, see \S+\/docs\/runbooks\/break-glass\.md$/,
    );
    expect(JSON.parse(item.operationalData["/aws/dedup"].value)).to.deep.equal({
      dedupString: "break-glass-<event>",
    });
    // Every name of a template is one of the event's fields.
    const names = [...JSON.stringify(item).matchAll(/<(\w+)>/g)].map(([, name]) => name);
    expect(Object.keys(review.inputTransformer.inputPaths)).to.include.members(names);
  });

  it("sends what us-east-1 sees to the environment's region", () => {
    expect(only(made, TARGET, "detection-forward").inputs).to.deep.equal({
      rule: "nc-platform-prod-break-glass-global",
      targetId: "forward",
      arn: "arn:aws:events:ca-central-1:333333333333:event-bus/default",
      region: "us-east-1",
      roleArn: "arn:aws:iam::111111111111:role/nc-platform-prod-break-glass-forward",
    });
  });
});
