import type { Listed } from "../cli/overview";

/** Every verb of `nc`, in the order of its help. A verb's own file is loaded where it is used. */
export const VERBS: Readonly<Record<string, Listed>> = {
  "build image": {
    summary: "Builds the image of a commit with buildx, into a folder with an OCI image layout.",
    load: async () => (await import("./build/image")).buildImageVerb,
  },
  "build zip": {
    summary: "Zips a folder of a function's code: the same files are the same bytes.",
    load: async () => (await import("./build/zip")).buildZip,
  },
  "build wheel": {
    summary: "Builds the Python wheel of a commit: the same commit is the same bytes.",
    load: async () => (await import("./build/wheel")).buildWheelVerb,
  },
  "build manifest": {
    summary: "Writes what a build has made and who has attested to it, for nc release create.",
    load: async () => (await import("./build/manifest")).buildManifest,
  },
  "release create": {
    summary: "Makes the release of a tag, or of main, from what its build says, and stores it.",
    load: async () => (await import("./release/create")).releaseCreate,
  },
  "release publish": {
    summary: "Signs and attests what a build has made, and puts it where it is promoted from.",
    load: async () => (await import("./release/publish")).releasePublish,
  },
  "release sign": {
    summary: "Signs the manifest of a release, and stores the bundle in an environment.",
    load: async () => (await import("./release/sign")).releaseSign,
  },
  "release show": {
    summary: "Shows a release, its identity and its artifacts.",
    load: async () => (await import("./release/show")).releaseShow,
  },
  "release verify": {
    summary: "Verifies that a file is a release, whole and unchanged.",
    load: async () => (await import("./release/verify")).releaseVerify,
  },
  "release notes": {
    summary: "Writes what a release changes as Markdown, from its commits.",
    load: async () => (await import("./release/notes")).showNotes,
  },
  "change open": {
    summary: "Opens the change that brings a release into an environment, with its ticket.",
    load: async () => (await import("./change/open")).changeOpen,
  },
  "change close": {
    summary: "Closes a change with its result, and the ticket that was opened for it.",
    load: async () => (await import("./change/close")).changeClose,
  },
  "change show": {
    summary: "Shows the changes of a release: type, ticket, approvals, window and result.",
    load: async () => (await import("./change/show")).changeShow,
  },
  gate: {
    summary: "Asks every gate before a release goes into an environment, and changes nothing.",
    load: async () => (await import("./promotion/gate")).gate,
  },
  promote: {
    summary: "Promotes a release into an environment, or goes on where a run has died.",
    load: async () => (await import("./promotion/promote")).promote,
  },
  rollback: {
    summary: "Takes a workload's last release back at once, with an incident and a ticket.",
    load: async () => (await import("./promotion/rollback")).rollback,
  },
  status: {
    summary: "Shows the promotion that a workload is in, what it waits for, and who works on it.",
    load: async () => (await import("./status")).status,
  },
  history: {
    summary: "Lists what happened to a workload, oldest first.",
    load: async () => (await import("./history")).history,
  },
  kpi: {
    summary: "Computes the delivery KPIs of a period from the ledger.",
    load: async () => (await import("./kpi")).kpi,
  },
  "lead-time": {
    summary: "Shows how long a release takes from its tag to prod, and refuses what is too slow.",
    load: async () => (await import("./lead-time")).leadTime,
  },
  drift: {
    summary: "Shows what was changed in an account past the program, and keeps one ticket of it.",
    load: async () => (await import("./drift")).drift,
  },
  "break-glass open": {
    summary: "Opens break-glass for a time, by a pull request that Security reviews.",
    load: async () => (await import("./break-glass/open")).breakGlassOpen,
  },
  bootstrap: {
    summary:
      "Makes what a new account needs before its first pulumi up: state bucket, key and role.",
    load: async () => (await import("./bootstrap")).bootstrap,
  },
  doctor: {
    summary: "Checks everything that nc needs, and names the command that mends what is wrong.",
    load: async () => (await import("./doctor")).doctor,
  },
  replay: {
    summary: "Calls a function of the platform again with each event that it could not handle.",
    load: async () => (await import("./replay")).replay,
  },
  unlock: {
    summary: "Takes a promotion from a run that has died, so that another can go on with it.",
    load: async () => (await import("./unlock")).unlock,
  },
  "flags plan": {
    summary: "Shows what the catalog changes of a workload's flags in an environment.",
    load: async () => (await import("./flags/plan")).flagsPlan,
  },
  "flags deploy": {
    summary: "Deploys a workload's flags as the catalog says, watched by its alarms.",
    load: async () => (await import("./flags/deploy")).flagsDeploy,
  },
  "flags kill": {
    summary:
      "Undoes the newest change of a workload's flags at once, with an incident and a ticket.",
    load: async () => (await import("./flags/kill")).flagsKill,
  },
  "workflows render": {
    summary: "Renders the workflow with which a repository calls the platform's.",
    load: async () => (await import("./workflows/render")).workflowsRender,
  },
  "workflows propose": {
    summary: "Proposes that workflow to a repository, or to all, each by a pull request.",
    load: async () => (await import("./workflows/propose")).workflowsPropose,
  },
  "migrations check": {
    summary: "Checks the SQL of a release: what it takes away, whom it blocks, and whether it may.",
    load: async () => (await import("./migrations/check")).migrationsCheck,
  },
  "permissions record": {
    summary: "Records what the platform's plan does to permissions, which a gate asks for.",
    load: async () => (await import("./permissions/record")).permissionsRecord,
  },
  "contract check": {
    summary: "Checks that a deployed service answers as its OpenAPI description says.",
    load: async () => (await import("./contract/check")).contractCheck,
  },
  "performance check": {
    summary: "Checks under a steady load that a service answers within its SLO.",
    load: async () => (await import("./performance/check")).performanceCheck,
  },
  "terraform plan": {
    summary: "Plans a Terraform stack, and keeps the plan in the environment's account.",
    load: async () => (await import("./terraform/plan")).terraformPlan,
  },
  "terraform apply": {
    summary: "Applies exactly the Terraform plan that was approved, or refuses.",
    load: async () => (await import("./terraform/apply")).terraformApply,
  },
  "terraform sign": {
    summary: "Signs a Terraform plan that was kept, as the workflow that runs.",
    load: async () => (await import("./terraform/sign")).terraformSign,
  },
  "terraform unlock": {
    summary: "Takes the lock of a Terraform state from a run that has died.",
    load: async () => (await import("./terraform/unlock")).terraformUnlock,
  },
};
