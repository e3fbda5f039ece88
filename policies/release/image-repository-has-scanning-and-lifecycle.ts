import { matchesIamPattern } from "../support/iam";
import { type Planned, planRule } from "../support/rule";
import { equalsOrUnknown, UNKNOWN, valuesAt } from "../support/unknowns";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

/**
 * An image repository is scanned on every push, and has a lifecycle policy.
 *
 * Why: an image that nobody scans is deployed with what it carries; one that nobody expires is
 * kept, and paid for, for ever.
 *
 * Fix: build it with `ArtifactStore`.
 */
export const imageRepositoryHasScanningAndLifecycle = planRule({
  name: "image-repository-has-scanning-and-lifecycle",
  description: "ECR repositories are scanned on push and have a lifecycle policy.",
  *check(plan) {
    for (const repository of plan.filter(({ type }) => type === REPOSITORY)) {
      const { urn, props } = repository;
      const byRegistry = plan.some((each) => each.type === SCANNING && scans(each, props.name));
      const byItself = valuesAt(props, "imageScanningConfiguration.scanOnPush").includes(true);
      if (!byRegistry && !byItself) {
        yield { urn, message: "images are not scanned on push: add a scanning rule that fits" };
      }
      if (!plan.some((each) => each.type === LIFECYCLE && isOf(each, repository))) {
        yield { urn, message: "images are kept for ever: add a LifecyclePolicy" };
      }
    }
  },
});

function scans({ props }: Planned, repository: unknown): boolean {
  return valuesAt(props, "rules.*").some(
    (rule) =>
      valuesAt(rule, "scanFrequency").some(
        (each) => equalsOrUnknown(each, "SCAN_ON_PUSH") || each === "CONTINUOUS_SCAN",
      ) &&
      valuesAt(rule, "repositoryFilters.*.filter").some(
        (filter) =>
          repository === UNKNOWN ||
          filter === UNKNOWN ||
          matchesIamPattern(`${filter}`, `${repository}`),
      ),
  );
}

function isOf(part: Planned, repository: Planned): boolean {
  return (
    part.props.repository === repository.props.name ||
    part.madeFrom("repository").includes(repository.urn)
  );
}
