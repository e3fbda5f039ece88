import { controlUrl, fsbp } from "../support/frameworks";
import { matchesIamPattern } from "../support/iam";
import { names, ofType, type PlannedOf, planRule } from "../support/plan";
import { each, equalsOrUnknown, isUnknown } from "../support/unknowns";

const SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

export const imageRepositoryHasScanningAndLifecycle = planRule({
  name: "image-repository-has-scanning-and-lifecycle",
  description: "ECR repositories are scanned on push and have a lifecycle policy.",
  why:
    "An image that nobody scans is deployed with the vulnerabilities that it has; one that never " +
    "expires is stored, and paid for, for ever.",
  remediationSteps: "Create it with `ArtifactStore`.",
  severity: "high",
  framework: fsbp("ECR.1", "ECR private repositories should have image scanning configured"),
  url: controlUrl("ECR.1"),
  *check(plan) {
    const scanned = ofType(plan, SCANNING);
    const lifecycles = ofType(plan, "aws:ecr/lifecyclePolicy:LifecyclePolicy");
    for (const repository of ofType(plan, "aws:ecr/repository:Repository")) {
      const { urn, props } = repository;
      const { name, imageScanningConfiguration } = props;
      const byRegistry = scanned.some((registry) => scans(registry, name));
      if (!byRegistry && imageScanningConfiguration?.scanOnPush !== true) {
        yield { urn, message: "images are not scanned on push: add a scanning rule that fits" };
      }
      const expires = lifecycles.some((lifecycle) =>
        names(lifecycle, "repository", lifecycle.props.repository, repository, [name]),
      );
      if (!expires) yield { urn, message: "images never expire: add a LifecyclePolicy" };
    }
  },
});

function scans({ props }: PlannedOf<typeof SCANNING>, repository: unknown): boolean {
  return each(props.rules).some((rule) => {
    const frequency = rule?.scanFrequency;
    const onPush = equalsOrUnknown(frequency, "SCAN_ON_PUSH") || frequency === "CONTINUOUS_SCAN";
    return onPush && each(rule?.repositoryFilters).some((each) => fits(each?.filter, repository));
  });
}

function fits(filter: unknown, repository: unknown): boolean {
  if (isUnknown(filter) || isUnknown(repository)) return true;
  return matchesIamPattern(`${filter}`, `${repository}`);
}
