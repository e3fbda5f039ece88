/** The arrows between the rooms: stacks -> components -> infra, and what stands alone. */
const rooms = (...names) => `^(${names.join("|")})/`;

/** What of infra/ takes Pulumi. All else is pure code, shared with what is bundled or loaded alone. */
const withPulumi = "^infra/(input-error|providers|settings/load)\\.ts$";

/** The one function that looks facts up as nc does. */
const GATE_DEPLOYMENT = "^functions/gate-deployment/";

export default {
  forbidden: [
    {
      name: "no-cycle",
      severity: "error",
      comment: "Two files that need each other, if only for a type, are one, or hide a third.",
      from: {},
      to: { circular: true },
    },
    {
      name: "infra-stands-alone",
      severity: "error",
      comment: "infra imports no other room.",
      from: { path: rooms("infra") },
      to: {
        path: rooms(
          "stacks",
          "components",
          "policies",
          "functions",
          "delivery",
          "sandbox",
          "tools",
        ),
      },
    },
    {
      name: "components-know-infra-only",
      severity: "error",
      comment: "stacks -> components -> infra.",
      from: { path: rooms("components") },
      to: { path: rooms("stacks", "policies", "functions", "delivery", "sandbox", "tools") },
    },
    {
      name: "stacks-know-components-and-infra-only",
      severity: "error",
      comment: "stacks -> components -> infra.",
      from: { path: rooms("stacks") },
      to: { path: rooms("policies", "functions", "delivery", "sandbox", "tools") },
    },
    {
      name: "alone-share-pure-infra-only",
      severity: "error",
      comment: "The policy pack, the Lambda code, nc and the simulated cloud are loaded alone.",
      from: { path: "^(policies|functions|delivery|sandbox/(cloud|provider))/" },
      to: { path: [rooms("stacks", "components"), withPulumi] },
    },
    {
      name: "tools-know-infra-only",
      severity: "error",
      comment: "sandbox -> tools: a tool runs before the rooms that it sets up.",
      from: { path: rooms("tools") },
      to: { path: rooms("stacks", "components", "policies", "functions", "delivery", "sandbox") },
    },
    {
      name: "tests-have-a-catalog-of-their-own",
      severity: "error",
      comment: "Whoever edits the catalog breaks no test: tests have test/fixtures/catalog.",
      from: { path: "^test/" },
      to: { path: "^stacks/catalog/" },
    },
    {
      name: "alone-import-no-other",
      severity: "error",
      comment:
        "What is loaded alone shares pure code of infra/; functions share decisions and ledger.",
      from: { path: "^(policies|functions|delivery)/", pathNot: GATE_DEPLOYMENT },
      to: {
        path: "^(policies|functions|delivery|sandbox|tools)/",
        pathNot: ["^$1/", "^delivery/(decisions|ledger)/"],
      },
    },
    {
      name: "gate-deployment-asks-what-nc-gate-asks",
      severity: "error",
      comment:
        "Facts are looked up in one way: the function has the adapters of nc (docs/decisions/0045).",
      from: { path: GATE_DEPLOYMENT },
      to: {
        path: "^(policies|functions|delivery|sandbox|tools)/",
        pathNot: ["^functions/", "^delivery/(decisions|ledger|adapters/(aws|github))/"],
      },
    },
    {
      name: "policies-know-no-delivery",
      severity: "error",
      comment: "A plan is judged without knowing how it is delivered.",
      from: { path: rooms("policies", "infra", "components", "stacks") },
      to: { path: rooms("delivery") },
    },
    {
      name: "decisions-are-pure",
      severity: "error",
      comment: "A decision is a function of facts: clock, files and services are passed in.",
      from: { path: "^delivery/decisions/" },
      to: {
        path: [
          "^delivery/(?!decisions/)",
          "node_modules/@(aws-sdk|smithy|octokit|sigstore)/",
          "^(node:)?(fs|child_process|net|http|https|os|process)(/|$)",
        ],
      },
    },
    {
      name: "the-ledger-knows-decisions-only",
      severity: "error",
      comment: "One small library for every writer of events.",
      from: { path: "^delivery/ledger/" },
      to: { path: "^delivery/(?!(decisions|ledger)/)" },
    },
    {
      name: "pure-infra-imports-no-pulumi",
      severity: "error",
      comment: "Pure infra is shared with what has no Pulumi program around it.",
      from: { path: rooms("infra"), pathNot: withPulumi },
      to: { path: "node_modules/@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "tests-are-not-imported",
      severity: "error",
      comment: "Nothing that runs for real depends on a test.",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment:
        "An import that resolves to nothing fails when it runs; @octokit/types has types alone.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^@octokit/types$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node"] },
  },
};
