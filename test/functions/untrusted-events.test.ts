import { SSM } from "@aws-sdk/client-ssm";
import { expect } from "chai";
import fc from "fast-check";
import type { PlatformFunctionName } from "../../infra/platform-functions";
import type { GitHub } from "../../sandbox/api/github/state/store";
import { stoppedEvent } from "./support/events";
import { PlatformWorld } from "./support/platform-world";

/** What AWS sends of a deployment and a task that the account does not have. */
const HOOK = { DeploymentId: "d-NONE", LifecycleEventHookExecutionId: "e-1" };
const OF_ECS = {
  executionId: "a635edb5-a66b-4f44-bf3f-fcee4b3641a5",
  lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
  resourceArn: "arn:aws:ecs:ca-central-1:111111111111:service-deployment/nc-core/none/1",
  executionDetails: {
    serviceArn: "arn:aws:ecs:ca-central-1:111111111111:service/nc-core/none",
    targetServiceRevisionArn:
      "arn:aws:ecs:ca-central-1:111111111111:service-revision/nc-core/none/1",
  },
};
const STOPPED_TASK = {
  source: "aws.ecs",
  "detail-type": "ECS Task State Change",
  detail: {
    taskArn: "arn:aws:ecs:ca-central-1:111111111111:task/nc-core/1",
    lastStatus: "STOPPED",
    startedBy: "nc/migrates/d-NONE",
    stoppedReason: "Essential container in task exited",
    containers: [{ name: "ingest-worker", exitCode: 0 }],
  },
};

/** Events that are nearly right for a function, none of which leads to anything. */
const NEARLY: Partial<Record<PlatformFunctionName, readonly object[]>> = {
  "open-incident": [stoppedEvent("d-NONE")],
  "record-shift": [HOOK, OF_ECS],
  "run-migrations": [STOPPED_TASK, HOOK, OF_ECS],
  "smoke-test": [HOOK, OF_ECS],
};

/** Errors by which JavaScript says that a program has taken a value for what it is not. */
const DEFECTS = ["TypeError", "ReferenceError", "RangeError", "SyntaxError", "URIError"];

/** What a value is replaced by most: nothing leaves it out. */
const VALUES = [undefined, null, "", 0, [], {}].map((each) => fc.constant(each));

/** What follows from every call of AWS, whoever makes it. */
const OF_CALLS = ["sandbox:sts/session", "sandbox:intake/closed", "sandbox:cloudtrail/event"];

describe("a function of the platform", () => {
  let here: PlatformWorld;
  before(async () => {
    here = await PlatformWorld.start();
  });
  after(() => here.stop());

  const contents = () =>
    here.account.cloud
      .list()
      .filter(({ type }) => !OF_CALLS.includes(type))
      .map((each) => JSON.stringify(each));

  for (const [component, nearly] of Object.entries(NEARLY)) {
    it(`${component} refuses what is no event of its own in words, and writes nothing`, async () => {
      const before = contents();
      const changed = fc
        .tuple(fc.constantFrom(...nearly), fc.nat(), fc.oneof(...VALUES, fc.jsonValue()))
        .map(([event, at, value]) => withOneChange(event, at, value));
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.jsonValue(), changed), async (event) => {
          const answer = await here.call(component, event);
          if ("error" in answer) {
            expect(answer.error.type, answer.error.message).not.to.be.oneOf(DEFECTS);
            expect(answer.error.message).not.to.equal("");
          }
        }),
        { numRuns: 300 },
      );
      expect(contents()).to.deep.equal(before);
    });
  }

  it("close-incident closes nothing for what others write into issues and OpsItems", async () => {
    const ssm = new SSM(here.administrator);
    const data = (workload: string, deployment: string) => ({
      workload: { Type: "String" as const, Value: workload },
      deployment: { Type: "String" as const, Value: deployment },
    });
    const [one = "", other = ""] = fc.sample(fc.string({ minLength: 1, maxLength: 40 }), 2);
    const named = [data(one, other), data("ingest-worker", one), data("ingest-worker", "d-NONE")];
    for (const OperationalData of named) {
      // Whoever may open an OpsItem may say that it is the platform's.
      await ssm.createOpsItem({ Title: "x", Description: "x", Source: "nc", OperationalData });
    }
    ssm.destroy();
    const before = contents();
    const body = fc.oneof(
      fc.string(),
      fc.constantFrom("", "<!--", "<!-- nc-deployment:  -->", "<!-- nc-deployment: d-NONE"),
      fc.string({ minLength: 1 }).map((text) => `<!-- nc-deployment: ${text}d-NONE -->`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(body, { maxLength: 4 }), fc.boolean(), async (bodies, dated) => {
        here.github.state.issues = bodies.map((each, at) => closedIssue(at + 1, each, dated));
        const answer = await here.call("close-incident", {});
        expect(answer).to.have.deep.nested.property("returned.closed", []);
      }),
      { numRuns: 20 },
    );
    expect(contents()).to.deep.equal(before);
  });
});

function closedIssue(
  number: number,
  body: string,
  dated: boolean,
): GitHub["state"]["issues"][number] {
  const at = "2026-11-02T15:00:00Z";
  return {
    number,
    repository: "ingest-worker",
    title: "x",
    body,
    labels: ["root-cause"],
    state: "closed",
    user: "octocat",
    createdAt: at,
    closedAt: dated ? at : null,
  };
}

/** An event with one of its values, at any depth, replaced or left out. */
function withOneChange(event: object, at: number, value: unknown): unknown {
  const changed = structuredClone(event);
  const places = placesIn(changed);
  const [owner, key] = places[at % places.length] ?? [{}, ""];
  if (value === undefined) delete owner[key];
  else owner[key] = value;
  return changed;
}

/** Where an event has its values: the object or list that holds one, and its key there. */
function placesIn(value: object): [Record<string, unknown>, string][] {
  const owner = value as Record<string, unknown>;
  return Object.entries(owner).flatMap(([key, each]) => [
    [owner, key] as [Record<string, unknown>, string],
    ...(each instanceof Object ? placesIn(each) : []),
  ]);
}
