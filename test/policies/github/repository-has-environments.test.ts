import { repositoryHasEnvironments } from "../../../policies/github/repository-has-environments";
import { judgesPlans, LATER, type PlannedResource } from "../../support/violations";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REFS =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const environment = (name: string): PlannedResource => ({
  type: ENVIRONMENT,
  props: { repository: "app", environment: name },
});
const refs = (name: string): PlannedResource => ({
  type: REFS,
  props: { repository: "app", environment: name },
});
const GUARDED = Object.fromEntries(
  ["dev", "stg", "prod-product", "prod"].flatMap((name) => [
    [name, environment(name)],
    [`${name}-refs`, refs(name)],
  ]),
);
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(GUARDED).filter(([name]) => !names.includes(name)));

judgesPlans(repositoryHasEnvironments, {
  "passes those of all environments": { plan: GUARDED, environment: "prod" },
  "passes a plan without any": { plan: {} },
  "passes an unknown name": { plan: { dev: environment(LATER), refs: refs(LATER) } },
  "refuses one without refs": {
    plan: without("dev-refs"),
    says: [/^dev: no ref is listed/],
  },
  "refuses one whose refs are another repository's": {
    plan: {
      ...without("dev-refs"),
      refs: { type: REFS, props: { repository: "other", environment: "dev" } },
    },
    says: [/^dev: no ref is listed/],
  },
  "refuses prod alone": {
    plan: { prod: environment("prod"), refs: refs("prod") },
    environment: "prod",
    says: [
      /^prod: app has no environment dev:/,
      /^prod: app has no environment stg:/,
      /^prod: app has no environment prod-product:/,
    ],
  },
  "refuses prod without Product": {
    plan: without("prod-product", "prod-product-refs"),
    environment: "prod",
    says: [/: app has no environment prod-product: add it$/],
  },
  "passes a known name beside an unknown one": {
    plan: { ...GUARDED, product: environment(LATER), productRefs: refs(LATER) },
    environment: "prod",
  },
  "passes refs that are known by what they were made from": {
    plan: {
      ...without("dev-refs"),
      refs: {
        type: REFS,
        props: { repository: "app", environment: LATER },
        from: { environment: ["dev"] },
      },
    },
  },
  "refuses one whose unknown refs are another's": {
    plan: {
      ...without("dev-refs"),
      refs: {
        type: REFS,
        props: { repository: "app", environment: LATER },
        from: { environment: ["stg"] },
      },
    },
    says: [/^dev: no ref is listed/],
  },
});
