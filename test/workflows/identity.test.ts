import { expect } from "chai";
import { ENVIRONMENTS } from "../../infra/environments";
import {
  environmentsOf,
  planEnvironmentOf,
  publishEnvironmentOf,
} from "../../infra/github/environments";
import { DELIVERY_WORKFLOWS } from "../../infra/github/workflows";
import { platformNames } from "../../infra/naming/platform-names";
import { settingsOf } from "../support/contexts";
import { type Job, job, jobs, texts, workflow } from "./files";

const settings = ENVIRONMENTS.map((each) => settingsOf(each));

const assumes = ({ steps = [] }: Job) =>
  steps.some(({ uses = "" }) => uses.startsWith("aws-actions/configure-aws-credentials@"));
/** The steps that run code of others than GitHub, AWS and us. */
const thirdParties = ({ steps = [] }: Job) =>
  steps.flatMap(({ uses = "" }) =>
    /^(\$\/|actions\/|aws-actions\/|github\/|$)/.test(uses) ? [] : [uses.split("@")[0]],
  );
const environmentsNamed = jobs().flatMap(([, { environment }]) =>
  environment === undefined
    ? []
    : [typeof environment === "string" ? environment : environment.name],
);

describe("identities of the workflows", () => {
  it("[§4] only a job that assumes a role, or calls one that does, may ask for a token", () => {
    const asking = jobs().filter(([, each]) => each.permissions?.["id-token"] === "write");
    for (const [name, each] of asking) {
      expect(assumes(each) || each.uses !== undefined, name).to.equal(true);
    }
    for (const [name, each] of jobs().filter(([, { steps }]) => steps !== undefined)) {
      expect(each.permissions?.["id-token"] === "write", name).to.equal(assumes(each));
    }
  });

  it("[§4] there is no long-lived key, and no secret at all", () => {
    for (const [path, text] of texts()) {
      expect(text, path).not.to.match(/\bsecrets\.(?!GITHUB_TOKEN)|AWS_(SECRET_)?ACCESS_KEY/);
      expect(text, path).not.to.match(/secrets: inherit/);
    }
  });

  it("[§9] only prod reads the GitHub App's credentials, where its deploy role may", () => {
    const { text } = workflow("apply.yml");
    const secrets = [...text.matchAll(/--secret-id "(\S+)"/g)].map(([, secret]) => secret);
    expect(secrets).to.deep.equal([platformNames(settingsOf("prod")).githubApp]);
    expect(text).to.match(
      /if \[\[ "\$STACK" == prod \]\]; then\n[\s\S]*?--secret-id[\s\S]*?\n +fi\n/,
    );
    for (const [path, each] of texts()) {
      if (path !== "workflows/apply.yml") expect(each, path).not.to.include("get-secret-value");
    }
  });

  it("what may write to a pull request has no other power, and checks nothing out", () => {
    // A job that calls a workflow hands on at most what that one's jobs ask for.
    const writers = jobs().filter(
      ([, { permissions = {}, uses }]) => uses === undefined && permissions["pull-requests"],
    );
    expect(writers.map(([name]) => name)).to.deep.equal([
      "preview.yml comment",
      "terraform.yml comment",
    ]);
    for (const [, { permissions, steps = [] }] of writers) {
      expect(permissions).to.deep.equal({ contents: "read", "pull-requests": "write" });
      expect(steps.some(({ uses = "" }) => uses.includes("checkout"))).to.equal(false);
    }
  });

  it("third-party code runs where there is nothing to steal", () => {
    const hosts = jobs().filter(([, each]) => thirdParties(each).length > 0);
    expect(hosts.map(([name, each]) => [name, thirdParties(each)])).to.deep.equal([
      ["check.yml trivy", ["aquasecurity/trivy-action"]],
      ["check.yml iac-scan", ["aquasecurity/trivy-action"]],
      ["release.yml scan", ["aquasecurity/trivy-action", "aquasecurity/trivy-action"]],
      ["trivy.yml scan", ["aquasecurity/trivy-action"]],
    ]);
    for (const [, { permissions, environment }] of hosts) {
      expect(permissions).to.deep.equal({ contents: "read" });
      expect(environment).to.equal(undefined);
    }
  });

  it("[§12] names only environments that have rules: GitHub makes a missing one without any", () => {
    const made = settings.flatMap((each) => [
      ...environmentsOf(each).map(({ name }) => name),
      planEnvironmentOf(each)?.name,
      publishEnvironmentOf(each)?.name,
    ]);
    const calls = Object.values(workflow("deploy.yml").jobs);
    const given = calls.flatMap((each) => each.with?.environment ?? []);
    const plans = calls.filter(({ uses = "" }) => uses.includes("plan.yml"));

    expect([...new Set(environmentsNamed)]).to.have.members([
      "${{ inputs.environment }}",
      "${{ inputs.environment }}-plan",
      "${{ github.ref == 'refs/heads/main' && 'dev' || 'stg-publish' }}",
      "dev",
      "prod-product",
    ]);
    expect(made).to.include.members(["dev", "stg-publish"]);
    expect(made).to.include.members([...given, "prod-product"]);
    expect(made).to.include.members(plans.map((each) => `${each.with?.environment}-plan`));
  });

  it("what assumes a role of a release is in the workflow that the role trusts by name", () => {
    const { github } = settingsOf("prod");
    const branch = DELIVERY_WORKFLOWS.ref.replace("refs/heads/", "");
    const trusted = (file: string) =>
      `${github.organization}/${github.repository}/.github/workflows/${file}@${branch}`;
    for (const environment of ENVIRONMENTS) {
      const { uses } = job("deploy.yml", environment);
      expect(uses).to.equal(trusted(DELIVERY_WORKFLOWS.apply));
    }
    for (const key of ["stg-plan", "prod-plan"]) {
      expect(job("deploy.yml", key).uses).to.equal(trusted(DELIVERY_WORKFLOWS.plan));
    }
    const { apply, drift, plan, promote, terraform } = DELIVERY_WORKFLOWS;
    expect(job("drift.yml", "detect").uses).to.equal(trusted(drift));
    expect(job(drift, "detect").environment).to.equal(undefined);
    expect(job(apply, "apply").environment).to.equal("${{ inputs.environment }}");
    expect(job(promote, "promote").environment).to.equal("${{ inputs.environment }}");
    expect(job(terraform, "release").environment).to.equal("${{ inputs.environment }}-plan");
    expect(job(terraform, "pull-request").environment).to.equal(undefined);
    expect(job(plan, "plan").environment).to.equal("${{ inputs.environment }}-plan");
  });

  it("a pull request is planned in every environment", () => {
    expect(job("preview.yml", "plan").strategy?.matrix).to.deep.equal({ stack: [...ENVIRONMENTS] });
  });
});
