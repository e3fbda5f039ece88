import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, isUnknown } from "../support/unknowns";

/** Days that AWS waits where a key does not say (KMS API, ScheduleKeyDeletion). */
const AWS_DEFAULT = 30;

const days = { type: "integer", minimum: 7, maximum: 30 } as const;

export const keyRotates = resourceRule({
  name: "key-rotates",
  description:
    "KMS keys rotate every year, and a key that was deleted by mistake can be recovered.",
  why: "Without its key, all that it encrypted is gone; a key that never rotates encrypts ever more.",
  remediationSteps: "Create keys with `EncryptionKeys`.",
  severity: "high",
  framework: ciCl002("§9"),
  thresholds: {
    minimumDays: {
      ...days,
      description:
        "Least days between a key's deletion and its end, where settings protect nothing.",
      default: 7,
    },
    minimumDaysProtected: {
      ...days,
      description:
        "Least days between a key's deletion and its end, where settings protect resources.",
      default: 30,
    },
  },
  types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
  *check({ type, props }, { protect, environment }, { minimumDays, minimumDaysProtected }) {
    // A replica rotates with its key.
    if (type === "aws:kms/key:Key" && !equalsOrUnknown(props.enableKeyRotation, true)) {
      yield "enableKeyRotation is not true: set it";
    }
    const given = props.deletionWindowInDays ?? AWS_DEFAULT;
    const least = protect ? minimumDaysProtected : minimumDays;
    if (isUnknown(given) || Number(given) >= least) return;
    yield `deletionWindowInDays is ${given}: set it to ${least} or more in ${environment}`;
  },
});
