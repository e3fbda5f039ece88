import { repositoryHasEnvironments } from "../../../policies/github/repository-has-environments";
import { judgesPlans, LATER, type Made } from "../../support/violations";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REFS =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const environment = (name: string): Made => ({
  type: ENVIRONMENT,
  props: { repository: "app", environment: name },
});
const refs = (name: string): Made => ({
  type: REFS,
  props: { repository: "app", environment: name },
});
const GUARDED = {
  prod: environment("prod"),
  product: environment("prod-product"),
  refs: refs("prod"),
  productRefs: refs("prod-product"),
};

judgesPlans(repositoryHasEnvironments, {
  "passes both of prod": { plan: GUARDED, environment: "prod" },
  "passes one of dev": { plan: { dev: environment("dev"), refs: refs("dev") } },
  "passes an unknown name": { plan: { dev: environment(LATER), refs: refs(LATER) } },
  "refuses one without refs": {
    plan: { dev: environment("dev") },
    says: [/^dev: no ref is listed/],
  },
  "refuses one whose refs are another repository's": {
    plan: {
      dev: environment("dev"),
      refs: { type: REFS, props: { repository: "other", environment: "dev" } },
    },
    says: [/^dev: no ref is listed/],
  },
  "refuses prod alone": {
    plan: { prod: environment("prod"), refs: refs("prod") },
    environment: "prod",
    says: [/^prod: app has no environment prod-product/],
  },
});
