import { expect } from "chai";
import { nextTime } from "../../../../../sandbox/api/simulation/advance";
import type { Invocation } from "../../../../../sandbox/api/world";
import { createResource } from "../../../../../sandbox/cloud/account";
import type { Cloud, Properties } from "../../../../../sandbox/cloud/record";
import { ACCOUNT, REGION } from "../../support/service-inputs";
import { START, testApi } from "../../support/test-api";

const RULE_ARN = `arn:aws:events:${REGION}:${ACCOUNT}:rule/due`;
const FUNCTION_ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:fn`;

function put(cloud: Cloud, type: string, inputs: Properties, name = "due") {
  const resource = { urn: `urn:${type}:${name}`, type, name, inputs };
  createResource(cloud, resource, { account: ACCOUNT, region: REGION });
}

function fill(state: "ENABLED" | "DISABLED", scheduleExpression = "rate(20 minutes)") {
  return (cloud: Cloud) => {
    const rule = { name: "due", state, scheduleExpression };
    put(cloud, "aws:cloudwatch/eventRule:EventRule", rule);
    const target = { rule: "due", targetId: "function", arn: FUNCTION_ARN };
    put(cloud, "aws:cloudwatch/eventTarget:EventTarget", target);
  };
}

describe("a rule that calls by the clock", () => {
  const called: Invocation[] = [];
  const run = async (invocation: Invocation) => {
    called.push(invocation);
    return { returned: null };
  };
  beforeEach(() => called.splice(0));

  describe("where functions run", () => {
    const here = testApi(fill("ENABLED"), run);

    it("calls its function at every so many minutes, with EventBridge's own event", async () => {
      await here.pass(65);
      // At every full third of an hour: the clock begins at a full hour.
      expect(START.toISOString()).to.match(/:00:00\.000Z$/);
      expect(called).to.have.length(3);
      const minutes = called.map(({ payload }) => (payload as { time: string }).time.slice(14, 16));
      expect(minutes).to.deep.equal(["20", "40", "00"]);
      expect(called[0]?.payload).to.deep.include({
        source: "aws.events",
        "detail-type": "Scheduled Event",
        account: ACCOUNT,
        region: REGION,
        resources: [RULE_ARN],
        detail: {},
      });
    });
  });

  describe("that is due with another one", () => {
    const here = testApi((cloud) => {
      for (const rule of ["one", "other"]) {
        const scheduleExpression = "rate(20 minutes)";
        put(cloud, "aws:cloudwatch/eventRule:EventRule", { name: rule, scheduleExpression }, rule);
        const target = { rule, targetId: "function", arn: `${FUNCTION_ARN}-${rule}` };
        put(cloud, "aws:cloudwatch/eventTarget:EventTarget", target, rule);
      }
    }, run);

    it("calls its function, as the other one does", async () => {
      await here.pass(40);
      const names = called.map(({ functionName }) => functionName);
      expect(names).to.deep.equal(["fn-one", "fn-other", "fn-one", "fn-other"]);
    });
  });

  describe("that is off", () => {
    const here = testApi(fill("DISABLED"), run);

    it("calls nothing", async () => {
      await here.pass(65);
      expect(called).to.deep.equal([]);
    });
  });

  describe("with an expression that no rule of the program has", () => {
    const here = testApi(fill("ENABLED", "cron(0 8 * * ? *)"), run);

    it("is refused", () => {
      expect(() => nextTime(here.world)).to.throw(
        "does not compute the schedule cron(0 8 * * ? *)",
      );
    });
  });

  describe("where no function runs", () => {
    const here = testApi(fill("ENABLED"));

    it("waits for nothing", () => {
      expect(nextTime(here.world)).to.equal(undefined);
    });
  });
});
