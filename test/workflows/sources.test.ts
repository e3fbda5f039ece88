import { expect } from "chai";
import { type Job, jobs, stepsOf, texts, workflows } from "./files";

const runsEngine = (job: Job) => stepsOf(job).some(({ run = "" }) => /\bpulumi /.test(run));

/** What is wrong with a text that names a ref, or one that GitHub cuts short. */
function shortRefs(text: string): string[] {
  const code = text.replace(/^\s*#.*$/gm, "").replace(/`[^`\n]*`/g, "");
  return [
    ...(code.match(/\bgithub\.(ref_name|ref_type|head_ref|base_ref)\b/g) ?? []),
    ...(code.match(/\bGITHUB_(REF_NAME|REF_TYPE|HEAD_REF|BASE_REF)\b/g) ?? []),
    ...(code.match(/(?<!refs\/remotes\/)\borigin\/[\w.-]+/g) ?? []),
    ...(code.match(/\bgit (?:[\w-]+ )+(?:-\S+ )*(?:main|HEAD:main|v\d\S*)\b/g) ?? []),
    ...(code.match(/^\s*ref: (?!\S*refs\/).+$/gm) ?? []),
  ];
}

describe("where the code and the state of a run come from", () => {
  for (const [path, text] of texts()) {
    it(`${path} names refs in full, as a short name may be a tag's`, () => {
      expect(shortRefs(text)).to.deep.equal([]);
    });

    it(`${path} reads no variable of GitHub, which writers can change`, () => {
      expect(text).not.to.match(
        /\bvars\b\s*[.[]|toJSON\(\s*(vars|env|secrets)\b|\bsecrets\b\s*[.[]/,
      );
    });
  }

  const named: Record<string, [text: string, want: string[]]> = {
    "the branch of a remote": ["git merge-base x origin/main", ["origin/main"]],
    "the same in full": ["git merge-base x refs/remotes/origin/main", []],
    "a local branch": ["git checkout main", ["git checkout main"]],
    "a branch to check out": ["  ref: main", ["  ref: main"]],
    "the same branch in full": ["  ref: refs/heads/main", []],
    "the run's short ref": ["if: github.ref_name == 'main'", ["github.ref_name"]],
    "it as a variable": ['git tag "$GITHUB_REF_NAME"', ["GITHUB_REF_NAME"]],
    "a pull request's branch": ["x: ${{ github.head_ref }}", ["github.head_ref"]],
    "a comment": ["# git would take origin/main", []],
  };
  for (const [what, [text, want]] of Object.entries(named)) {
    it(`knows ${what}`, () => expect(shortRefs(text)).to.deep.equal(want));
  }

  it("is no input of a run: none is started by hand or by an event from elsewhere", () => {
    for (const { file, on } of workflows()) {
      expect(Object.keys(on), file).to.satisfy((events: string[]) =>
        events.every((each) =>
          ["pull_request", "push", "schedule", "workflow_call"].includes(each),
        ),
      );
    }
  });

  it("is no input of a workflow that is called: those name an environment, a plan and a release", () => {
    const inputs = workflows().flatMap(({ file, on: { workflow_call: call } }) =>
      Object.keys((call as { inputs?: object } | undefined)?.inputs ?? {}).map(
        (input) => `${file} ${input}`,
      ),
    );
    expect(inputs).to.deep.equal([
      "apply.yml environment",
      "apply.yml plan",
      "apply.yml sha256",
      "deliver-terraform.yml workload",
      "deliver.yml workload",
      "deploy-dev.yml workload",
      "detect-drift.yml environment",
      "plan.yml environment",
      "promote.yml workload",
      "promote.yml version",
      "promote.yml environment",
      "release.yml workload",
      "release.yml stg-plan",
      "release.yml prod-plan",
      "terraform.yml workload",
      "terraform.yml environment",
    ]);
  });

  it("is the commit of the run: nothing else is checked out", () => {
    for (const [name, job] of jobs()) {
      const checkouts = stepsOf(job).filter(({ uses = "" }) => uses.startsWith("actions/checkout"));
      for (const { with: given = {} } of checkouts) {
        expect(given, name).to.have.any.keys("persist-credentials");
        expect(given, name).not.to.have.any.keys("ref", "repository", "path", "ssh-key", "token");
      }
    }
  });

  it("is computed from the stack's reviewed file, for the role as for the state", () => {
    const target = (key: string) => `\${{ steps.target.outputs.${key} }}`;
    for (const [name, job] of jobs().filter(([, each]) => runsEngine(each))) {
      const { steps = [] } = job;
      const role = steps.findIndex(({ uses = "" }) => uses.startsWith("aws-actions/configure"));
      const stack = steps.findIndex(({ uses = "" }) => uses.endsWith("/actions/stack"));
      const computed = steps.findIndex(({ id }) => id === "target");
      expect(steps[computed]?.run, name).to.match(
        /^node --import tsx tools\/workflow\/deployment-target\.ts "\$STACK" (deploy|drift|preview) >> "\$GITHUB_OUTPUT"$/,
      );
      expect([computed < role, role < stack], name).to.deep.equal([true, true]);
      expect(steps[role]?.with, name).to.deep.equal({
        "role-to-assume": target("role-arn"),
        "aws-region": target("region"),
        "allowed-account-ids": target("account-id"),
      });
      expect(steps[stack]?.with?.["backend-url"], name).to.equal(target("backend-url"));
    }
  });

  it("is no download of the engine's own choice", () => {
    const engines = jobs().filter(([, each]) => runsEngine(each));
    expect(engines.map(([name]) => name)).to.deep.equal([
      "apply.yml apply",
      "detect-drift.yml detect",
      "plan.yml plan",
      "preview.yml plan",
    ]);
    for (const [name, job] of engines) {
      expect(job.env, name).to.include({
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      });
      const commands = stepsOf(job).flatMap(({ run = "" }) => run.split("\n"));
      const at = (part: string) => commands.findIndex((each) => each.includes(part));
      const order = [
        "tools/workflow/plugins.ts install",
        "pulumi login",
        "pulumi stack export | node --import tsx tools/workflow/state-plugins.ts",
        "pulumi stack export | node --import tsx tools/workflow/removed-workloads.ts",
      ].map(at);
      const engine = commands.findIndex((each) => /\bpulumi (preview|refresh|up) /.test(each));
      expect([...order, engine], name).to.deep.equal([...order, engine].sort((a, b) => a - b));
      expect(order[0], name).to.be.greaterThan(-1);
    }
  });

  it("is not set by a step: none sets PATH, or a variable of Node, npm, Pulumi or AWS", () => {
    const names =
      /^(PATH|NODE_\w+|npm_\w+|PULUMI_(?!DISABLE_AUTO|IGNORE_AMB|EXPERIMENTAL)\w+|AWS_\w+)$/i;
    for (const [name, job] of jobs()) {
      const all = [job.env ?? {}, ...stepsOf(job).map(({ env = {} }) => env)].flatMap(
        Object.entries,
      );
      const set = all.filter(([each]) => names.test(each));
      // What renews its credentials asks for the role that the stack's reviewed file names, and no other.
      const renewed = ["AWS_ROLE_ARN", "${{ steps.target.outputs.role-arn }}"];
      const want = name === "promote.yml promote" ? [renewed] : [];
      expect(set, name).to.deep.equal(want);
    }
    for (const [path, text] of texts()) expect(text, path).not.to.match(/GITHUB_(ENV|PATH)\b/);
  });
});
