import type { Scenario } from "../scenario";
import { badServiceReleases } from "./bad-service-releases";
import { deployRoles } from "./deploy-roles";
import { serviceRelease } from "./service-release";

/** Every scenario, in the order in which they are told. */
export const SCENARIOS: readonly Scenario[] = [deployRoles, serviceRelease, badServiceReleases];
