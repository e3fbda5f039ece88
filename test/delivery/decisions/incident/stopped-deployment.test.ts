import { expect } from "chai";
import {
  type StoppedDeployment,
  verdictOn,
} from "../../../../delivery/decisions/incident/stopped-deployment";

const BY_ALARM: StoppedDeployment = {
  id: "d-1",
  state: "STOP",
  creator: "user",
  errorCode: "ALARM_ACTIVE",
  errorMessage: "Activated alarms: <errors>",
  rollback: "d-2",
  rollsBackOnRequest: true,
};
const BY_PERSON = { ...BY_ALARM, errorCode: "MANUAL_STOP", errorMessage: "Stopped by the user." };

describe("what CodeDeploy stopped or failed", () => {
  const cases: readonly [string, StoppedDeployment, object][] = [
    [
      "by an alarm, and rolled back",
      BY_ALARM,
      { kind: "rolled-back", reason: "ALARM_ACTIVE: Activated alarms: <errors>" },
    ],
    [
      "by an alarm, before its rollback is known",
      { ...BY_ALARM, rollback: undefined },
      { kind: "rolled-back", reason: "ALARM_ACTIVE: Activated alarms: <errors>" },
    ],
    [
      "by a person, and rolled back",
      BY_PERSON,
      { kind: "rolled-back", reason: "MANUAL_STOP: Stopped by the user." },
    ],
    [
      "by a person, in a group that rolls that back",
      { ...BY_PERSON, rollback: undefined },
      { kind: "rolled-back", reason: "MANUAL_STOP: Stopped by the user." },
    ],
    [
      "by a person, in a group that leaves it",
      { ...BY_PERSON, rollback: undefined, rollsBackOnRequest: false },
      { kind: "plain-stop" },
    ],
    [
      "without a reason, in a group that leaves it",
      { id: "d-1", state: "STOP", creator: "user", rollsBackOnRequest: false },
      { kind: "plain-stop" },
    ],
    [
      "by a failure that nothing undoes",
      { id: "d-1", state: "FAILURE", creator: "user", rollsBackOnRequest: false },
      { kind: "failed", reason: "CodeDeploy gives no reason (FAILURE)" },
    ],
    [
      "that was a rollback itself",
      { ...BY_ALARM, creator: "codeDeployRollback", undoes: "d-0", rollback: undefined },
      {
        kind: "rollback-failed",
        reason: "The rollback of d-0 failed. ALARM_ACTIVE: Activated alarms: <errors>",
      },
    ],
  ];
  for (const [title, deployment, verdict] of cases) {
    it(`[§14] ${title}`, () => expect(verdictOn(deployment)).to.deep.equal(verdict));
  }
});
