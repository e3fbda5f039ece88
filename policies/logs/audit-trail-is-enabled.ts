import { demandRule, demandTable, mustBe, mustNotBe } from "../support/demands";
import { controlUrl, fsbp } from "../support/frameworks";

export const auditTrailIsEnabled = demandRule({
  name: "audit-trail-is-enabled",
  description:
    "What records or detects changes of an account is on, in all regions, and validated.",
  why: "An attacker's first step is to switch the record off; a trail of one region misses the others.",
  remediationSteps: "Leave the trail, the recorder and the detector on.",
  severity: "critical",
  framework: fsbp("CloudTrail.1", "CloudTrail should be enabled with a multi-Region trail"),
  url: controlUrl("CloudTrail.1"),
  demands: demandTable({
    "aws:cfg/recorderStatus:RecorderStatus": [mustBe(({ isEnabled }) => isEnabled, true)],
    "aws:cloudtrail/eventDataStore:EventDataStore": [
      mustNotBe(({ multiRegionEnabled }) => multiRegionEnabled, false),
      mustNotBe(({ terminationProtectionEnabled }) => terminationProtectionEnabled, false),
    ],
    "aws:cloudtrail/trail:Trail": [
      mustNotBe(({ enableLogging }) => enableLogging, false),
      mustBe(({ isMultiRegionTrail }) => isMultiRegionTrail, true),
      mustBe(({ enableLogFileValidation }) => enableLogFileValidation, true),
      mustNotBe(({ includeGlobalServiceEvents }) => includeGlobalServiceEvents, false),
    ],
    "aws:guardduty/detector:Detector": [mustNotBe(({ enable }) => enable, false)],
  }),
});
