import { resourceRule } from "../support/rule";
import { equalsOrUnknown, UNKNOWN } from "../support/unknowns";

const KEY = "aws:kms/key:Key";

/** Rotates with its key. */
const REPLICA = "aws:kms/replicaKey:ReplicaKey";

/** Days that AWS waits where nothing is said, and the least and the most that it takes. */
const WINDOW = { default: 30, least: 7, protected: 30 } as const;

/**
 * A KMS key rotates every year, and can be recalled after it was deleted by mistake.
 *
 * Why: without its key, all that it encrypted is gone; a key that never rotates seals ever more.
 *
 * Fix: make keys with `EncryptionKeys`.
 */
export const keyRotates = resourceRule({
  name: "key-rotates",
  description: "KMS keys rotate, and a deleted key can be recalled for as long as AWS allows.",
  applies: (type) => type === KEY || type === REPLICA,
  *check({ type, props }, { protect, environment }) {
    const { enableKeyRotation, deletionWindowInDays } = props;
    if (type === KEY && !equalsOrUnknown(enableKeyRotation, true)) {
      yield "enableKeyRotation is not true: set it";
    }
    const days = deletionWindowInDays ?? WINDOW.default;
    const least = protect ? WINDOW.protected : WINDOW.least;
    if (days !== UNKNOWN && !(Number(days) >= least)) {
      yield `deletionWindowInDays is ${days}: set it to ${least} or more in ${environment}`;
    }
  },
});
