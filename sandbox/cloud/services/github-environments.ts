import { idOf } from "../identifiers";
import type { Properties } from "../record";
import { type AccountContents, type CreateRequest, inNoRegion } from "../resource-type";
import {
  between,
  exactlyOne,
  matches,
  oneOf,
  required,
  type Validation,
  type Validator,
} from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

/** Most reviewers of an environment. Source: GitHub docs, "Deployment protection rules". */
const REVIEWERS = 6;

/** When everything was created, as the provider reports it. */
const CREATED_AT = "2026-01-01 00:00:00 +0000 UTC";

/** Longest value of a variable, in bytes. Source: GitHub docs, "Variables reference". */
const VARIABLE = 48 * 1024;

/** GitHub's answer to a variable that is there: REST API, "Create an environment variable". */
const CONFLICT = "409 Already exists - Variable already exists";

/** GitHub's answer to a pattern that is there: REST API, "Create a deployment branch policy". */
const SAME_PATTERN = "303 Response if the same branch name pattern already exists";

const variableValidators: readonly Validator[] = [
  required("repository", "variableName", "value"),
  matches(
    "variableName",
    255,
    /^(?!github_)[a-z_]\w*$/i,
    'letters, digits and _, not "GITHUB_" first',
  ),
  ({ inputs: { value }, refuse }) => {
    const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
    if (bytes > VARIABLE) refuse("value", `${bytes} bytes`, `at most ${VARIABLE}`);
  },
];

/**
 * GitHub: environments, variables and OIDC claims.
 * Source of each limit: GitHub's REST API reference.
 */
export const GITHUB_ENVIRONMENTS = inNoRegion({
  "github:index/repositoryEnvironment:RepositoryEnvironment": {
    outputs: (request) => ({
      id: `${request.text("repository")}:${encodeURIComponent(request.text("environment"))}`,
      repositoryId: repositoryId(request),
    }),
    validate: [
      required("repository", "environment"),
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what GitHub refuses
      matches("environment", 255, /^[^\0-\x1f]+$/, "a name"),
      between("waitTimer", 0, 43_200),
      checkReviewers,
      ({ inputs: { deploymentBranchPolicy }, refuse }) => {
        const policy = objectOf(deploymentBranchPolicy);
        if (!policy || policy.protectedBranches !== policy.customBranchPolicies) return;
        const want = "one of protectedBranches and customBranchPolicies, and not the other";
        refuse("deploymentBranchPolicy", policy, want);
      },
    ],
    immutable: ["environment", "repository"],
    // GitHub REST API, "Create or update an environment".
    createPuts: true,
  },
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy": {
    outputs: (request) => {
      const policyId = numericId(request);
      const environment = encodeURIComponent(request.text("environment"));
      const id = `${request.text("repository")}:${environment}:${policyId}`;
      return { id, policyId, repositoryId: repositoryId(request) };
    },
    validate: [required("repository", "environment"), exactlyOne("branchPattern", "tagPattern")],
    immutable: ["environment", "repository"],
    refusesAgain: SAME_PATTERN,
    conflict: samePattern,
  },
  "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable": {
    outputs: (request) => {
      const environment = encodeURIComponent(request.text("environment"));
      const id = `${request.text("repository")}:${environment}:${request.text("variableName")}`;
      return { id, ...timestamps(request) };
    },
    validate: [required("environment"), ...variableValidators],
    immutable: ["environment", "repository", "variableName"],
    refusesAgain: CONFLICT,
  },
  "github:index/actionsVariable:ActionsVariable": {
    outputs: (request) => ({
      id: `${request.text("repository")}:${request.text("variableName")}`,
      ...timestamps(request),
    }),
    validate: variableValidators,
    immutable: ["repository", "variableName"],
    refusesAgain: CONFLICT,
  },
  "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel": {
    outputs: idOf("repository"),
    validate: [
      required("repository"),
      // GitHub REST API, "Set the level of access for workflows outside of the repository".
      oneOf("accessLevel", "none", "user", "organization", "enterprise"),
    ],
    immutable: ["repository"],
  },
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate":
    {
      outputs: idOf("repository"),
      validate: [
        required("repository", "useDefault"),
        ({ inputs: { includeClaimKeys: keys, useDefault }, refuse }) => {
          if (useDefault === true && isGiven(keys)) {
            refuse("includeClaimKeys", keys, "none, as useDefault is true");
          }
          if (
            useDefault === false &&
            (!isGiven(keys) || (Array.isArray(keys) && keys.length === 0))
          ) {
            refuse("includeClaimKeys", keys, "at least one, as useDefault is false");
          }
        },
      ],
      immutable: ["repository"],
    },
});

/** The same for every resource of one repository. */
function repositoryId({ account, text }: CreateRequest): number {
  const name = `${account}/${text("repository")}`;
  return [...name].reduce((id, each) => (id * 31 + each.charCodeAt(0)) % 900_000_000, 7);
}

function checkReviewers({ inputs, refuse }: Validation): void {
  const counts = objectsIn(inputs.reviewers).map(([, { teams, users }]) => {
    const count = (list: unknown) => (Array.isArray(list) ? list.length : 0);
    return count(teams) + count(users);
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > REVIEWERS) refuse("reviewers", `${total} of them`, `at most ${REVIEWERS}`);
}

function samePattern(inputs: Properties, { others }: AccountContents): string | undefined {
  const same = others.some(({ state }) =>
    ["repository", "environment", "branchPattern", "tagPattern"].every(
      (property) => state[property] === inputs[property],
    ),
  );
  return same ? SAME_PATTERN : undefined;
}

function numericId({ hex }: CreateRequest): number {
  return 1_000_000 + Number.parseInt(hex(6), 16);
}

function timestamps(request: CreateRequest) {
  return { createdAt: CREATED_AT, updatedAt: CREATED_AT, repositoryId: repositoryId(request) };
}
