import { auditBucketIsLocked } from "../../../policies/logs/audit-bucket-is-locked";
import { judgesPlans, LATER, type PlanCase } from "../../support/violations";

const TRAIL = "aws:cloudtrail/trail:Trail";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const trail = { type: TRAIL, props: { s3BucketName: "b" } };
const lock = (defaultRetention: object, bucket = "b") => ({
  type: LOCK,
  props: { bucket, rule: { defaultRetention } },
});
const locked = (retention: object): PlanCase => ({ plan: { trail, lock: lock(retention) } });
const LOOSE = { says: [/^lock: rule.defaultRetention is not COMPLIANCE for 90 days or more/] };
const LACKS = { says: [/^trail: its bucket has no BucketObjectLockConfiguration: add one$/] };

judgesPlans(auditBucketIsLocked, {
  "[§14] passes compliance mode for 90 days": locked({ mode: "COMPLIANCE", days: 90 }),
  "passes it for a year": locked({ mode: "COMPLIANCE", years: 1 }),
  "passes what is unknown": locked({ mode: LATER, days: LATER }),
  "passes a bucket that only up knows": {
    environment: "prod",
    plan: {
      bucket: { type: "aws:s3/bucket:Bucket", props: { bucket: "b" } },
      trail: { type: TRAIL, props: { s3BucketName: LATER }, from: { s3BucketName: ["bucket"] } },
      lock: lock({ mode: "COMPLIANCE", days: 365 }),
    },
  },
  "passes a trail without a lock in dev": { plan: { trail } },
  "passes another bucket's lock": {
    plan: { trail, lock: lock({ mode: "GOVERNANCE", days: 1 }, "c") },
  },
  "[§14] refuses a trail without a lock in prod": {
    environment: "prod",
    plan: { trail },
    ...LACKS,
  },
  "refuses the lock of another bucket in prod": {
    environment: "prod",
    plan: { trail, lock: lock({ mode: "COMPLIANCE", days: 365 }, "c") },
    ...LACKS,
  },
  "refuses governance mode": { ...locked({ mode: "GOVERNANCE", days: 365 }), ...LOOSE },
  "refuses 89 days": { ...locked({ mode: "COMPLIANCE", days: 89 }), ...LOOSE },
  "refuses a lock without a retention": { plan: { trail, lock: lock({}) }, ...LOOSE },
});
