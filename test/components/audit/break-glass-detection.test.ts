import { expect } from "chai";
import { BreakGlassDetection } from "../../../components/audit/break-glass-detection";
import { matchesPattern } from "../../../sandbox/api/simulation/events/pattern";
import { topicsAt } from "../../support/alert-topics";
import { contextIn } from "../../support/contexts";
import { only, type RecordedResource, record } from "../../support/record";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const ROLE = "arn:aws:iam::333333333333:role/nc-platform-prod-break-glass";
const QUEUE = "arn:aws:sqs:ca-central-1:111111111111:nc-platform-prod-break-glass-lost-events";
const RETRY = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };
const TOPICS = topicsAt("arn:aws:sns:ca-central-1:333333333333:nc-platform-prod-alerts");

describe("BreakGlassDetection", () => {
  let made: RecordedResource[];

  before(async () => {
    const args = {
      context: contextIn("prod"),
      alertTopicArns: TOPICS,
      messagingKeyArn: "arn:aws:kms:ca-central-1:333333333333:key/messaging",
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
        $or: [
          { requestParameters: { roleArn: [ROLE] } },
          // "User: ... is not authorized to perform: sts:AssumeRole on resource: <role>", with no parameters.
          { errorMessage: [{ wildcard: `*${ROLE}*` }] },
        ],
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

  it("[§14] sees a call that is denied, of which CloudTrail may have no parameters", () => {
    const { eventPattern } = only(made, RULE, "detection-used").inputs;
    const denied = (role: string) => ({
      source: "aws.sts",
      "detail-type": "AWS API Call via CloudTrail",
      detail: {
        eventSource: "sts.amazonaws.com",
        eventName: "AssumeRole",
        requestParameters: null,
        errorCode: "AccessDenied",
        errorMessage: `User: arn:aws:iam::333333333333:user/bob is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      },
    });
    const isSeen = (event: object) => matchesPattern({ eventPattern }, event);
    expect(isSeen(denied(ROLE))).to.equal(true);
    expect(isSeen(denied("arn:aws:iam::333333333333:role/other"))).to.equal(false);
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

  it("[§14] keeps what could not be told, and tells Security of it", () => {
    for (const name of ["detection-security", "detection-review"]) {
      const { deadLetterConfig, retryPolicy } = only(made, TARGET, name).inputs;
      expect([deadLetterConfig, retryPolicy]).to.deep.equal([{ arn: QUEUE }, RETRY]);
    }
    const { policy } = only(made, "aws:sqs/queuePolicy:QueuePolicy").inputs;
    const [allowed, ...more] = JSON.parse(policy).Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === "Allow",
    );
    expect(more).to.deep.equal([]);
    expect(allowed).to.deep.include({
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Condition: {
        ArnEquals: {
          "aws:SourceArn": [
            "arn:aws:events:ca-central-1:111111111111:rule/nc-platform-prod-break-glass-used",
          ],
        },
      },
    });
    expect(only(made, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs).to.deep.include({
      name: "nc-platform-prod-break-glass-lost-events",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "nc-platform-prod-break-glass-lost-events" },
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      alarmActions: [TOPICS.security],
    });
  });

  it("sends what us-east-1 sees to the environment's region", () => {
    expect(only(made, TARGET, "detection-forward").inputs).to.deep.equal({
      rule: "nc-platform-prod-break-glass-global",
      targetId: "forward",
      arn: "arn:aws:events:ca-central-1:333333333333:event-bus/default",
      region: "us-east-1",
      retryPolicy: RETRY,
      roleArn: "arn:aws:iam::111111111111:role/nc-platform-prod-break-glass-forward",
    });
  });
});
