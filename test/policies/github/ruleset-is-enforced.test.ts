import { rulesetIsEnforced } from "../../../policies/github/ruleset-is-enforced";
import { settingsOf } from "../../support/contexts";
import { judges, LATER } from "../../support/violations";

const { security, "release-eng": release } = settingsOf("dev").teams;
const REVIEW = {
  requiredApprovingReviewCount: 1,
  requireCodeOwnerReview: true,
  dismissStaleReviewsOnPush: true,
};
const RULES = {
  deletion: true,
  nonFastForward: true,
  pullRequest: REVIEW,
  requiredStatusChecks: { requiredChecks: [{ context: "CI gates", integrationId: 15368 }] },
};
const branch = (rules: object = {}, changes: object = {}) => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  props: { target: "branch", enforcement: "active", rules: { ...RULES, ...rules }, ...changes },
});
const team = (actorId: number) => [{ actorId, actorType: "Team", bypassMode: "always" }];
const tags = (rules: object, bypassActors: object[] = team(release.id)) =>
  branch({}, { target: "tag", rules, bypassActors });

/** A ruleset by which nobody can create a branch of these names. */
const closed = (includes: unknown, rules: object = { creation: true, update: true }) => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  props: {
    target: "branch",
    enforcement: "active",
    rules,
    conditions: { refName: { includes, excludes: [] } },
  },
});
/** The day that is so many days from now. */
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const refs = (...includes: string[]) => ({ refName: { includes, excludes: [] } });

/** A ruleset of a repository for which prod's settings have an exception. */
const waiting = (exception: object, changes: object = {}) => {
  const given = { enforcement: "evaluate", until: inDays(30), ...exception };
  return {
    ...branch(
      {},
      {
        enforcement: given.enforcement,
        repository: "orders",
        conditions: refs("refs/heads/main"),
        ...changes,
      },
    ),
    environment: "prod" as const,
    config: { adopt: { rulesets: { orders: given } } },
  };
};
const UNREVIEWED = [
  /requiredApprovingReviewCount is not given/,
  /requireCodeOwnerReview is not true/,
  /dismissStaleReviewsOnPush is not true/,
  /rules\.deletion is not true/,
  /rules\.nonFastForward is not true/,
  /requiredStatusChecks names no check/,
];

judges(rulesetIsEnforced, {
  "[§12] passes one that is active": branch(),
  "passes names that nobody can give a branch": closed(["refs/heads/v*", "refs/heads/v*/**/*"]),
  "refuses the same of main": { ...closed(["refs/heads/main"]), says: UNREVIEWED },
  "refuses the same of every branch": { ...closed(["~ALL"]), says: UNREVIEWED },
  "refuses the same of a pattern that takes in main": {
    ...closed(["refs/heads/v*", "refs/heads/m*"]),
    says: UNREVIEWED,
  },
  "refuses the same of names that are unknown": { ...closed(LATER), says: UNREVIEWED },
  "refuses such names where a branch may be pushed to": {
    ...closed(["refs/heads/v*"], { creation: true }),
    says: UNREVIEWED,
  },
  "passes what is unknown": branch({ pullRequest: LATER }, { enforcement: LATER }),
  "passes Release Engineering, which creates the tags of releases": tags({ creation: true }),
  "refuses another team for it": {
    ...tags({ creation: true }, team(security.id)),
    says: [/^bypassActors has Team 800002 \(always\): leave it out$/],
  },
  "refuses Release Engineering where more is kept from others": {
    ...tags({ creation: true, deletion: true }),
    says: [/^bypassActors has Team 800001/],
  },
  "refuses administrators who bypass it": {
    ...branch(
      {},
      { bypassActors: [{ actorId: 5, actorType: "RepositoryRole", bypassMode: "pull_request" }] },
    ),
    says: [/^bypassActors has RepositoryRole 5 \(pull_request\)/],
  },
  "refuses one that is off": {
    ...branch({}, { enforcement: "disabled" }),
    says: [/^enforcement is disabled: set it to active$/],
  },
  "refuses one that only evaluates": {
    ...branch({}, { enforcement: "evaluate" }),
    says: [/^enforcement is evaluate/],
  },
  "[§12] passes main's that evaluates where the settings say so, until a day": waiting({}),
  "passes main's that is off, on the last day": waiting({
    enforcement: "disabled",
    until: inDays(0),
  }),
  "refuses it after that day": {
    ...waiting({ until: inDays(-2) }),
    says: [/^adopt\.rulesets\.orders\.until is ".+": expected today or later/],
  },
  "refuses it for longer than 90 days": {
    ...waiting({ until: inDays(92) }),
    says: [/^adopt\.rulesets\.orders\.until is ".+": expected at most 90 days ahead/],
  },
  "refuses it of another repository": {
    ...waiting({}, { repository: "invoices" }),
    says: [/^enforcement is evaluate: set it to active$/],
  },
  "refuses less than the settings say": {
    ...waiting({}, { enforcement: "disabled" }),
    says: [/^enforcement is disabled: set it to active$/],
  },
  "refuses it of more than main": {
    ...waiting({}, { conditions: refs("refs/heads/main", "refs/heads/release") }),
    says: [/^enforcement is evaluate: set it to active$/],
  },
  "refuses it of tags": {
    ...waiting({}, { target: "tag", conditions: refs("refs/tags/v*") }),
    says: [/^enforcement is evaluate: set it to active$/],
  },
  "refuses an organization's that is off": {
    type: "github:index/organizationRuleset:OrganizationRuleset",
    props: { target: "branch", enforcement: "disabled", rules: RULES },
    says: [/^enforcement is disabled/],
  },
  "refuses zero reviewers": {
    ...branch({ pullRequest: { ...REVIEW, requiredApprovingReviewCount: 0 } }),
    says: [/requiredApprovingReviewCount is 0: set it to 1 or more$/],
  },
  "refuses no review": {
    ...branch({ pullRequest: undefined }),
    says: [/ReviewCount is not given/, /requireCodeOwnerReview/, /dismissStaleReviewsOnPush/],
  },
  "refuses a review that no owner of the code makes": {
    ...branch({ pullRequest: { ...REVIEW, requireCodeOwnerReview: false } }),
    says: [/^rules\.pullRequest\.requireCodeOwnerReview is not true/],
  },
  "refuses a review of something older": {
    ...branch({ pullRequest: { ...REVIEW, dismissStaleReviewsOnPush: false } }),
    says: [/^rules\.pullRequest\.dismissStaleReviewsOnPush is not true/],
  },
  "refuses a branch that can be deleted": {
    ...branch({ deletion: false }),
    says: [/^rules\.deletion is not true/],
  },
  "refuses a forced push": {
    ...branch({ nonFastForward: undefined }),
    says: [/^rules\.nonFastForward is not true/],
  },
  "refuses a check that anyone can report": {
    ...branch({ requiredStatusChecks: { requiredChecks: [{ context: "CI gates" }] } }),
    says: [/^integrationId of the check "CI gates" is not given/],
  },
  "refuses no checks": {
    ...branch({ requiredStatusChecks: undefined }),
    says: [/names no check/],
  },
  "passes a reviewer too many": branch({
    pullRequest: { ...REVIEW, requiredApprovingReviewCount: 2 },
  }),
  "refuses an app of number 0": {
    ...branch({ requiredStatusChecks: { requiredChecks: [{ context: "x", integrationId: 0 }] } }),
    says: [/^integrationId of the check "x" is not given: name the app/],
  },
  "passes the first app": branch({
    requiredStatusChecks: { requiredChecks: [{ context: "x", integrationId: 1 }] },
  }),
  "refuses one that says nothing of its enforcement": {
    ...branch({}, { enforcement: undefined }),
    says: [/^enforcement is not given: set it to active$/],
  },
  "passes an actor who is unknown": branch(
    {},
    { bypassActors: [{ actorId: LATER, actorType: "Team", bypassMode: "always" }] },
  ),
  "passes an actor whose kind is unknown": branch(
    {},
    { bypassActors: [{ actorId: 5, actorType: LATER, bypassMode: "always" }] },
  ),
  "refuses an actor without a number": {
    ...branch({}, { bypassActors: [{ actorType: "DeployKey", bypassMode: "always" }] }),
    says: [/^bypassActors has DeployKey {2}\(always\): leave it out$/],
  },
  "refuses Release Engineering where nothing is kept from others": {
    ...tags({ creation: false }),
    says: [/^bypassActors has Team 800001/],
  },
  "passes Release Engineering beside what is off": tags({ creation: true, deletion: false }),
});
