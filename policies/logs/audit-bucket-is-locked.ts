import { ciCl002 } from "../support/frameworks";
import { names, ofType, type PlannedOf, planRule } from "../support/plan";
import { isUnknown } from "../support/unknowns";

const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

export const auditBucketIsLocked = planRule({
  name: "audit-bucket-is-locked",
  description:
    "The bucket of prod's audit trail has object lock in compliance mode, and no other mode is used.",
  why:
    "Governance mode lets whoever has one permission delete the record of what he did; compliance mode " +
    "lets nobody.",
  remediationSteps: "Keep `lockDays` of the bucket in `AuditTrail`.",
  severity: "critical",
  framework: ciCl002("§14"),
  thresholds: {
    days: {
      type: "integer",
      minimum: 1,
      description: "Days for which a file must be locked at least.",
      default: 90,
    },
  },
  *check(plan, { environment }, { days }) {
    const locks = ofType(plan, LOCK);
    for (const trail of ofType(plan, "aws:cloudtrail/trail:Trail")) {
      const own = locks.filter((lock) => isOn(lock, trail, plan));
      const loose = own.find((lock) => !keeps(lock, days));
      if (loose) {
        const message = `rule.defaultRetention is not COMPLIANCE for ${days} days or more: set it so`;
        yield { urn: loose.urn, message };
      } else if (own.length === 0 && environment === "prod") {
        const message = "its bucket has no BucketObjectLockConfiguration: add one";
        yield { urn: trail.urn, message };
      }
    }
  },
});

/** Whether both name one bucket, or what only `up` can know was made from the same bucket. */
function isOn(
  lock: PlannedOf<typeof LOCK>,
  trail: PlannedOf<"aws:cloudtrail/trail:Trail">,
  plan: Parameters<typeof ofType>[0],
): boolean {
  const { bucket } = lock.props;
  if (!isUnknown(bucket) && bucket === trail.props.s3BucketName) return true;
  return ofType(plan, "aws:s3/bucket:Bucket").some(
    (each) =>
      names(lock, "bucket", bucket, each, [each.props.bucket]) &&
      names(trail, "s3BucketName", trail.props.s3BucketName, each, [each.props.bucket]),
  );
}

function keeps({ props }: PlannedOf<typeof LOCK>, least: number): boolean {
  const { mode, days, years } = props.rule?.defaultRetention ?? {};
  const kept = isUnknown(days) || isUnknown(years) ? least : (days ?? (years ?? 0) * 365);
  return (isUnknown(mode) || mode === "COMPLIANCE") && kept >= least;
}
