import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { settingsOf } from "../../support/contexts";

/** AWS CodeDeploy API, BlueInstanceTerminationOption, terminationWaitTimeInMinutes: two days. */
const MINUTES_MAX = 2880;

/** The least that a quota of AWS's can be. */
const LEAST = { roles: 1, alarms: 1, listenerRules: 1, canaries: 1, appConfigApplications: 1 };

/** A key of dev's settings, the value at its bound, and one past it with what is said of that. */
const BOUNDS: readonly (readonly [taken: object, refused: object, problem: string])[] = [
  [
    { bakeMinutes: MINUTES_MAX },
    { bakeMinutes: 2881 },
    "bakeMinutes is 2881: expected at most 2880",
  ],
  [{ bakeMinutes: 0 }, { bakeMinutes: -1 }, "bakeMinutes is -1: expected at least 0"],
  [
    { watchMinutes: MINUTES_MAX },
    { watchMinutes: 2881 },
    "watchMinutes is 2881: expected at most 2880",
  ],
  [{ watchMinutes: 0 }, { watchMinutes: -1 }, "watchMinutes is -1: expected at least 0"],
  // The platform's own: a quarter of an hour to four hours (CI/CL-002 §14 bounds a window in time).
  [
    { breakGlassMinutes: 240 },
    { breakGlassMinutes: 241 },
    "breakGlassMinutes is 241: expected at most 240",
  ],
  [
    { breakGlassMinutes: 15 },
    { breakGlassMinutes: 14 },
    "breakGlassMinutes is 14: expected at least 15",
  ],
  // A share in percent.
  [
    { alarms: { http5xxPercent: 100 } },
    { alarms: { http5xxPercent: 100.1 } },
    "alarms.http5xxPercent is 100.1: expected at most 100",
  ],
  [
    { alarms: { minimumRequests: 1 } },
    { alarms: { minimumRequests: 0 } },
    "alarms.minimumRequests is 0: expected above 0",
  ],
  [
    { lambdaConcurrency: 1 },
    { lambdaConcurrency: 0 },
    "lambdaConcurrency is 0: expected at least 1",
  ],
  ...Object.keys(LEAST).map((quota): readonly [object, object, string] => [
    { quotas: LEAST },
    { quotas: { ...LEAST, [quota]: 0 } },
    `quotas.${quota} is 0: expected at least 1`,
  ]),
  [
    { leadTimeEstimates: { buildMinutes: 0.5, deployMinutes: 2 } },
    { leadTimeEstimates: { buildMinutes: 0, deployMinutes: -1 } },
    "leadTimeEstimates.buildMinutes is 0: expected a number above 0",
  ],
  // CloudWatch Logs API, PutRetentionPolicy: 3,653 days are the longest of its list, one the shortest.
  [
    { logRetentionDays: 3653 },
    { logRetentionDays: 3654 },
    "logRetentionDays is 3654: expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, " +
      "545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
  ],
  [{ logRetentionDays: 1 }, { logRetentionDays: 0 }, "logRetentionDays is 0: expected one of 1, 3"],
  // RFC 1035, section 2.3.4: a label has 63 octets at most.
  [
    { domain: { name: `${"a".repeat(63)}.example.com`, zoneId: "Z1" } },
    { domain: { name: `${"a".repeat(64)}.example.com`, zoneId: "Z1" } },
    "expected a host name such as",
  ],
];

describe("a bound of a setting", () => {
  for (const [taken, refused, problem] of BOUNDS) {
    it(`is taken, and ${JSON.stringify(refused).slice(0, 60)} is not`, () => {
      expect(settingsOf("dev", taken)).to.deep.include(merged(taken));
      expect(() => settingsOf("dev", refused)).to.throw(InvalidInput, problem);
    });
  }

  it("of zones is four, of which ca-central-1 has three", () => {
    const zones = ["a", "b", "d", "a", "b"].map((letter) => `ca-central-1${letter}`);
    expect(settingsOf("dev", { zones: zones.slice(0, 3) }).zones).to.have.length(3);
    expect(() => settingsOf("dev", { zones })).to.throw(InvalidInput, "expected at most 4");
  });
});

/** The settings as they are read: the alarms that a test leaves out have defaults. */
function merged(taken: object): object {
  const { alarms } = settingsOf("dev");
  return "alarms" in taken && taken.alarms instanceof Object
    ? { alarms: Object.assign({}, alarms, taken.alarms) }
    : taken;
}
