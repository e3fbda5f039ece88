import { expect } from "chai";
import fc from "fast-check";
import { readEvent } from "../../../functions/run-migrations/event";
import { InvalidInput } from "../../../infra/problems";

/** Amazon ECS developer guide, "Amazon ECS task state change events". */
const STOPPED = {
  version: "0",
  source: "aws.ecs",
  "detail-type": "ECS Task State Change",
  account: "111111111111",
  detail: {
    clusterArn: "arn:aws:ecs:ca-central-1:111111111111:cluster/nc-core",
    taskArn: "arn:aws:ecs:ca-central-1:111111111111:task/nc-core/1",
    lastStatus: "STOPPED",
    startedBy: "nc/migrates/d-ABC",
    stoppedReason: "Essential container in task exited",
    containers: [{ name: "ingest-worker", exitCode: 0, lastStatus: "STOPPED" }],
  },
};

describe("the events of migrations", () => {
  it("[§8] are the end of a task, the clock, or the call of a deployment", () => {
    expect(readEvent(STOPPED)).to.deep.equal({
      kind: "stopped",
      task: {
        taskArn: "arn:aws:ecs:ca-central-1:111111111111:task/nc-core/1",
        lastStatus: "STOPPED",
        startedBy: "nc/migrates/d-ABC",
        stoppedReason: "Essential container in task exited",
        containers: [{ name: "ingest-worker", exitCode: 0 }],
      },
    });
    const clock = { source: "aws.events", "detail-type": "Scheduled Event", detail: {} };
    expect(readEvent(clock)).to.deep.equal({ kind: "due" });
    expect(readEvent({ DeploymentId: "d-ABC" })).to.equal(undefined);
  });

  it("are refused with every problem where they are others", () => {
    const wrong = { ...STOPPED, detail: { ...STOPPED.detail, lastStatus: "RUNNING", taskArn: 7 } };
    expect(() => readEvent(wrong)).to.throw(
      InvalidInput,
      /detail\.taskArn is 7: [\s\S]*detail\.lastStatus is "RUNNING": /,
    );
    const foreign = { ...STOPPED, detail: { ...STOPPED.detail, startedBy: "ecs-svc/1" } };
    expect(() => readEvent(foreign)).to.throw(InvalidInput, /detail\.startedBy is "ecs-svc\/1": /);
  });

  it("are read or refused, and nothing else, whatever comes", () => {
    const near = fc.record(
      {
        source: fc.constantFrom("aws.ecs", "aws.events"),
        "detail-type": fc.constantFrom("ECS Task State Change", "Scheduled Event"),
        detail: fc.oneof(fc.anything(), withOneChanged(STOPPED.detail)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), near, withOneChanged(STOPPED)), (event) => {
        try {
          const read = readEvent(event);
          if (read?.kind === "stopped") expect(read.task.containers).to.be.an("array");
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function withOneChanged(base: object): fc.Arbitrary<object> {
  const change = fc.tuple(fc.constantFrom(...Object.keys(base)), fc.anything());
  return change.map(([key, value]) => ({ ...base, [key]: value }));
}
