import { environmentRestrictsRefs } from "../../../policies/github/environment-restricts-refs";
import { judges, LATER } from "../../support/violations";

const REFS =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

const refs = (environment: unknown, patterns: object) => ({
  type: REFS,
  environment: "prod" as const,
  props: { environment, ...patterns },
});

judges(environmentRestrictsRefs, {
  "[§11] passes main in dev": refs("dev", { branchPattern: "main" }),
  "[§11] passes releases in stg": refs("stg", { tagPattern: "v*" }),
  "[§11] passes releases in prod": refs("prod", { tagPattern: "v*" }),
  "passes releases where a plan is made": refs("prod-plan", { tagPattern: "v*" }),
  "passes what is unknown": refs(LATER, { branchPattern: LATER }),
  "passes main in an environment that is unknown": refs(LATER, { branchPattern: "main" }),
  "passes releases in an environment that is unknown": refs(LATER, { tagPattern: "v*" }),
  "refuses any branch": {
    ...refs("dev", { branchPattern: "*" }),
    says: [/^branchPattern is \*: set it to "main"/],
  },
  "refuses any branch in an environment that is unknown": {
    ...refs(LATER, { branchPattern: "*" }),
    says: [/^branchPattern is \*: leave it out/, /^tagPattern is not given/],
  },
  "refuses main in prod": {
    ...refs("prod", { branchPattern: "main" }),
    says: [/^branchPattern is main: leave it out/, /^tagPattern is not given/],
  },
  "refuses releases in dev": {
    ...refs("dev", { tagPattern: "v*" }),
    says: [/^branchPattern is not given: set it to "main"/, /^tagPattern is v\*: leave it out/],
  },
  "takes an empty pattern for none": refs("dev", { branchPattern: "main", tagPattern: "" }),
});
