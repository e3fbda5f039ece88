import { expect } from "chai";
import fc from "fast-check";
import { readEvent } from "../../../functions/open-incident/event";
import { InvalidInput } from "../../../infra/problems";
import { alarmEvent, stoppedEvent } from "../support/events";

describe("the events that may mean an incident", () => {
  it("are read as AWS sends them, with fields that are not read left out", () => {
    const { detail } = readEvent(stoppedEvent("d-ABC", "FAILURE"));
    expect(detail).to.deep.equal({
      application: "nc-ingest-worker-dev-delivery",
      deploymentGroup: "nc-ingest-worker-dev-delivery",
      deploymentId: "d-ABC",
      state: "FAILURE",
    });
    expect(readEvent(alarmEvent("a", "2026-11-02T15:00:00.000+0000")).source).to.equal(
      "aws.cloudwatch",
    );
  });

  it("are refused with every problem where they are others", () => {
    const { detail, ...rest } = stoppedEvent("d-ABC");
    const wrong = { ...rest, detail: { ...detail, state: "START", deploymentId: 7 } };
    expect(() => readEvent(wrong)).to.throw(
      InvalidInput,
      /detail\.deploymentId is 7: [\s\S]*detail\.state is "START": /,
    );
  });

  it("are read or refused, and nothing else, whatever comes", () => {
    const known = fc.constantFrom("aws.codedeploy", "aws.ecs", "aws.appconfig", "aws.cloudwatch");
    const near = fc.record(
      {
        source: known,
        "detail-type": fc.string(),
        detail: fc.anything(),
        resources: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), near), (event) => {
        try {
          readEvent(event);
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("are read or refused with any one field of theirs changed", () => {
    const base = stoppedEvent("d-ABC");
    const keys = fc.constantFrom(...Object.keys(base));
    fc.assert(
      fc.property(keys, fc.anything(), (key, value) => {
        try {
          expect(readEvent({ ...base, [key]: value })).to.have.property("source");
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
      { numRuns: 500 },
    );
  });
});
