import { auditTrailIsEnabled } from "../../../policies/logs/audit-trail-is-enabled";
import { judges, LATER } from "../../support/violations";

const trail = (changes: object) => ({
  type: "aws:cloudtrail/trail:Trail",
  props: { isMultiRegionTrail: true, enableLogFileValidation: true, ...changes },
});

judges(auditTrailIsEnabled, {
  "passes a trail of all regions": trail({}),
  "passes what is unknown": trail({ enableLogging: LATER, isMultiRegionTrail: LATER }),
  "refuses a trail that is off": {
    ...trail({ enableLogging: false }),
    says: [/^enableLogging is false/],
  },
  "refuses a trail of one region": {
    ...trail({ isMultiRegionTrail: undefined }),
    says: [/^isMultiRegionTrail is not given: set it to true$/],
  },
  "refuses a trail that could be changed unseen": {
    ...trail({ enableLogFileValidation: false }),
    says: [/^enableLogFileValidation is false/],
  },
  "refuses a trail without IAM": {
    ...trail({ includeGlobalServiceEvents: false }),
    says: [/^includeGlobalServiceEvents is false/],
  },
  "refuses a store of events that can be deleted": {
    type: "aws:cloudtrail/eventDataStore:EventDataStore",
    props: { terminationProtectionEnabled: false, multiRegionEnabled: false },
    says: [/^multiRegionEnabled/, /^terminationProtectionEnabled/],
  },
  "refuses a recorder that is off": {
    type: "aws:cfg/recorderStatus:RecorderStatus",
    props: { isEnabled: false },
    says: [/^isEnabled is false/],
  },
  "refuses a detector that is off": {
    type: "aws:guardduty/detector:Detector",
    props: { enable: false },
    says: [/^enable is false/],
  },
});
