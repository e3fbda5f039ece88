import { expect } from "chai";
import { REQUIRED_CHECKS } from "../../infra/github/workflows";
import { isReleaseManaged } from "../../policies/release/release-managed-inputs-are-ignored";
import { VERSION } from "../../tools/setup/pulumi.mjs";
import { TYPES } from "../iam/support/types";
import { job, texts, workflow, workflows } from "./files";

describe("required checks of the platform's own repository", () => {
  for (const check of REQUIRED_CHECKS) {
    it(`[§12] one job reports "${check}", for pull requests and for main`, () => {
      const reporting = workflows().filter(
        ({ on, jobs }) =>
          "pull_request" in on && Object.values(jobs).some(({ name }) => name === check),
      );
      expect(reporting).to.have.lengthOf(1);
      expect(reporting[0]?.on).to.deep.include({ push: { branches: ["main"] } });
    });
  }

  it("[§12] the gates wait for all and pass only if all passed", () => {
    const { needs, if: condition, steps } = job("ci.yml", "gates");
    expect(needs).to.deep.equal(["check", "test"]);
    expect(condition).to.equal("always()");
    expect(steps?.[0]?.env?.RESULTS).to.equal("${{ join(needs.*.result, ' ') }}");
    expect(steps?.[0]?.run).to.match(/\[\[ "\$RESULTS" == "success success" \]\]\n$/);
  });

  it("a check of main is never dropped for the next commit's", () => {
    const sharing = workflows().filter(
      ({ on, concurrency }) =>
        ("push" in on || "workflow_call" in on) &&
        concurrency &&
        !/github\.sha/.test(`${concurrency.group}`),
    );
    expect(sharing.map(({ file }) => file)).to.deep.equal([]);
  });
});

describe("deploy", () => {
  const deploy = workflow("deploy.yml");

  it("[§11] main goes to dev; a tag to stg and then to prod", () => {
    expect(deploy.on).to.deep.equal({ push: { branches: ["main"], tags: ["v*"] } });
    const order = Object.entries(deploy.jobs).map(([key, { needs = [] }]) => [key, needs]);
    expect(Object.fromEntries(order)).to.deep.equal({
      dev: [],
      "stg-plan": [],
      stg: "stg-plan",
      "prod-plan": "stg",
      "prod-product": "prod-plan",
      prod: ["prod-plan", "prod-product"],
    });
    expect(deploy.jobs.dev?.if).to.equal("github.ref == 'refs/heads/main'");
    expect(deploy.jobs["stg-plan"]?.if).to.equal("startsWith(github.ref, 'refs/tags/v')");
  });

  it("[§5] a pre-release ends in stg", () => {
    expect(deploy.jobs["prod-plan"]?.if).to.equal("${{ !contains(github.ref, '-') }}");
  });

  for (const environment of ["stg", "prod"]) {
    it(`applies to ${environment} the plan that was shown to who approved it`, () => {
      expect(deploy.jobs[environment]?.with).to.deep.equal({
        environment,
        plan: `\${{ needs.${environment}-plan.outputs.artifact }}`,
        sha256: `\${{ needs.${environment}-plan.outputs.sha256 }}`,
      });
    });
  }

  it("a plan is judged by the policy pack, and so is what is applied", () => {
    const commands = ["preview.yml plan", "plan.yml plan", "apply.yml apply"].map((each) => {
      const [file = "", key = ""] = each.split(" ");
      return (
        job(file, key)
          .steps?.map(({ run = "" }) => run)
          .join("") ?? ""
      );
    });
    for (const command of commands) {
      expect(command).to.match(/pulumi (preview|up) [^|]*--policy-pack policies/s);
    }
  });
});

describe("apply", () => {
  const { concurrency, steps = [] } = job("apply.yml", "apply");
  const at = (part: string) =>
    steps.findIndex(({ uses = "", run = "" }) => `${uses}\n${run}`.includes(part));

  it("never stops an update, and drops none that waits", () => {
    expect(concurrency).to.deep.equal({
      group: "apply-${{ inputs.environment }}",
      "cancel-in-progress": false,
      queue: "max",
    });
    for (const { file, concurrency: group } of workflows()) {
      if (["deploy.yml", "apply.yml", "plan.yml"].includes(file)) expect(group).to.equal(undefined);
    }
  });

  it("refuses what is not on main, not guarded or not the approved plan, before any role", () => {
    const role = at("configure-aws-credentials");
    expect(role).to.be.greaterThan(0);
    for (const check of [
      "$/.github/actions/on-main",
      "environment-guard.ts",
      '[[ "$STACK" == dev ||',
      "sha256sum --check",
    ]) {
      expect(at(check), check).to.be.within(0, role - 1);
    }
  });

  it("[§4] writes down what an approved plan does to permissions before it applies it", () => {
    const record = steps[at("nc.mjs permissions record")];
    expect(record).to.deep.include({
      if: "inputs.plan != ''",
      env: { GITHUB_TOKEN: "${{ github.token }}" },
    });
    expect(record?.run).to.include('--environment "$STACK" --plan plan.json');
    expect(at("nc.mjs permissions record")).to.be.within(
      at("configure-aws-credentials") + 1,
      at("pulumi up") - 1,
    );
  });

  it("looks first at what releases own of every type that the program makes", () => {
    const [refresh = "", up] = steps.at(-1)?.run?.split("\npulumi up ") ?? [];
    const targets = [...refresh.matchAll(/--target '(\S+)'/g)].map(([, target]) => target);
    const types = Object.keys(TYPES).filter(isReleaseManaged).sort();
    expect(refresh).to.match(/\npulumi refresh --yes /);
    // Of the parameters, the two that releases write: `released` decides what the program asks for.
    const wanted = types.flatMap((type) =>
      type === "aws:ssm/parameter:Parameter"
        ? [`**$${type}::*-intake`, `**$${type}::*-released`]
        : [`**$${type}::*`],
    );
    expect(targets).to.deep.equal(wanted);
    expect(up).not.to.equal(undefined);
  });

  it("looks at what releases run before a plan that it makes itself, and after an approved one", () => {
    const lines = steps.at(-1)?.run?.split("\n") ?? [];
    const at = (line: string) => lines.findIndex((each) => each.startsWith(line));
    const up = at("pulumi up ");
    expect(at('[[ -n "$PLAN" ]] || released')).to.be.within(1, up - 1);
    expect(at('[[ -z "$PLAN" ]] || released')).to.be.greaterThan(up);
  });

  it("takes the plan's file and no other", () => {
    expect(steps.at(-1)?.run).to.match(/pulumi up \$\{PLAN:\+--plan plan\.json\} /);
  });
});

describe("the Pulumi CLI of the workflows", () => {
  it("is the one that the sandbox is tried with", () => {
    const setUp = texts().find(([path]) => path === "actions/set-up/action.yml")?.[1];
    expect(setUp).to.include(`pulumi-version: ${VERSION.slice(1)}\n`);
  });
});
