import type { Scenario } from "../scenario";
import { badFunctionRelease } from "./bad-function-release";
import { badServiceReleases } from "./bad-service-releases";
import { breakGlass } from "./break-glass";
import { deployRoles } from "./deploy-roles";
import { deploymentRule } from "./deployment-rule";
import { drift } from "./drift";
import { emergency } from "./emergency";
import { gitHubEnvironments } from "./github-environments";
import { killedFlag } from "./killed-flag";
import { kpiMetrics } from "./kpis";
import { platformFunctions } from "./platform-functions";
import { refusals } from "./refusals";
import { releaseOfKind } from "./releases";
import { syntheticTest } from "./synthetic-test";
import { terraformRelease } from "./terraform-release";
import { undrainedWorker } from "./undrained-worker";

/** Every scenario, in the order in which they are told. */
export const SCENARIOS: readonly Scenario[] = [
  deployRoles,
  gitHubEnvironments,
  releaseOfKind("service"),
  syntheticTest,
  releaseOfKind("function"),
  releaseOfKind("worker"),
  releaseOfKind("job"),
  deploymentRule,
  refusals,
  badServiceReleases,
  badFunctionRelease,
  undrainedWorker,
  killedFlag,
  terraformRelease,
  emergency,
  breakGlass,
  drift,
  kpiMetrics,
  platformFunctions,
];
