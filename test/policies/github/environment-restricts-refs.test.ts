import { environmentRestrictsRefs } from "../../../policies/github/environment-restricts-refs";
import { judges, LATER } from "../../support/violations";

const REFS =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

judges(environmentRestrictsRefs, {
  "passes main in dev": { type: REFS, props: { branchPattern: "main" } },
  "passes releases in prod": {
    type: REFS,
    props: { tagPattern: "v*" },
    environment: "prod",
  },
  "passes what is unknown": { type: REFS, props: { branchPattern: LATER } },
  "refuses any branch": {
    type: REFS,
    props: { branchPattern: "*" },
    says: [/^branchPattern is \*/],
  },
  "refuses main in prod": {
    type: REFS,
    props: { branchPattern: "main" },
    environment: "prod",
    says: [/^branchPattern is main: leave it out/, /^tagPattern is not given/],
  },
});
