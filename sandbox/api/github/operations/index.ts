import type { Operation } from "../operation";
import { APP_TOKENS } from "./app-tokens";
import { CHECK_RUNS } from "./check-runs";
import { CODE_REVIEWS } from "./code-reviews";
import { COMMITS } from "./commits";
import { DEPLOYMENTS } from "./deployments";
import { ENVIRONMENTS } from "./environments";
import { ISSUES } from "./issues";
import { PROPOSALS } from "./proposals";
import { PROTECTION_RULES } from "./protection-rules";
import { RELEASES } from "./releases";
import { REPOSITORIES } from "./repositories";
import { REVIEWS } from "./reviews";
import { RULESETS } from "./rulesets";
import { RUNS } from "./runs";
import { TEAMS } from "./teams";

/** Every operation of GitHub's REST API that the sandbox serves. */
export const GITHUB_OPERATIONS: readonly Operation[] = [
  ...APP_TOKENS,
  ...CHECK_RUNS,
  ...CODE_REVIEWS,
  ...COMMITS,
  ...DEPLOYMENTS,
  ...ENVIRONMENTS,
  ...ISSUES,
  ...PROPOSALS,
  ...PROTECTION_RULES,
  ...RELEASES,
  ...REPOSITORIES,
  ...REVIEWS,
  ...RULESETS,
  ...RUNS,
  ...TEAMS,
];
