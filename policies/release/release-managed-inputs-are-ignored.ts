import { isIgnored } from "../support/ignored";
import { resourceRule } from "../support/rule";
import { mayBeOwnedElsewhere, ownedElsewhere } from "./owned-elsewhere";

/**
 * What CodeDeploy, ECS, autoscaling, AppConfig or a release owns is in `ignoreChanges` (CI/CL-002
 * §7, §10).
 *
 * Why: an update that sets it puts the old version back, past every alarm: all traffic to the old
 * target group, the alias to the old version, a drained worker to work. Some of it AWS refuses, and
 * the update stops half-way.
 *
 * Fix: add the input to the `ignoreChanges` of the resource.
 */
export const releaseManagedInputsAreIgnored = resourceRule({
  name: "release-managed-inputs-are-ignored",
  description: "Inputs that releases, CodeDeploy, autoscaling or AppConfig own are left alone.",
  applies: mayBeOwnedElsewhere,
  *check({ type, props, ignoreChanges }) {
    for (const path of ownedElsewhere(type, props)) {
      if (isIgnored(ignoreChanges, path)) continue;
      yield `${path} is not the program's after the first release: add it to ignoreChanges`;
    }
  },
});
