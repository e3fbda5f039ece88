import { expect } from "chai";
import { action, actions, jobs, stepsOf, texts } from "./files";

describe("what workflows show of untrusted text", () => {
  it("what an engine prints is no command to the runner", () => {
    const printed = jobs().flatMap(([name, job]) =>
      stepsOf(job).flatMap(({ run = "" }) => (/tee plan\.txt/.test(run) ? [[name, run]] : [])),
    );
    expect(printed.map(([name]) => name)).to.deep.equal([
      "plan.yml plan",
      "preview.yml plan",
      "preview.yml sandbox",
    ]);
    for (const [name, run] of printed) {
      expect(run, name).to.match(
        /stop="\$\(openssl rand -hex 16\)"\necho "::stop-commands::\$stop"\n[\s\S]*tee plan\.txt\necho "::\$stop::"\n/,
      );
    }
  });

  it("what an update prints is no command to the runner either", () => {
    const updates = jobs().flatMap(([name, job]) =>
      stepsOf(job).flatMap(({ run = "" }) => (/^ *pulumi up /m.test(run) ? [[name, run]] : [])),
    );
    expect(updates.map(([name]) => name)).to.deep.equal(["apply.yml apply"]);
    for (const [name = "", run = ""] of updates) {
      const before = run.slice(0, run.search(/^ *pulumi (refresh|up) /m));
      expect(before, name).to.match(
        /stop="\$\(openssl rand -hex 16\)"\necho "::stop-commands::\$stop"\n/,
      );
    }
  });

  it("what is shown is fenced, and fits into a comment", () => {
    const fences = jobs().flatMap(([name, { steps = [] }]) =>
      steps.flatMap(({ uses, with: given }) =>
        uses === "$/.github/actions/fence" ? [[name, Number(given?.bytes)] as const] : [],
      ),
    );
    const comment = fences.filter(([name]) => name === "preview.yml comment");
    expect(comment).to.have.lengthOf(4);
    // GitHub takes 65,536 characters; all else of the comment is below 1,000.
    expect(comment.reduce((sum, [, bytes]) => sum + bytes, 1000)).to.be.below(65_536);
    expect(fences.map(([name]) => name)).to.include.members([
      "plan.yml plan",
      "preview.yml sandbox",
    ]);
    for (const [path, text] of texts()) {
      expect(text, path).not.to.match(/plan\.txt"? *>> *"?(body|summary|\$GITHUB_STEP)/);
    }
  });

  it("an action's input reaches a command only through the environment", () => {
    for (const name of actions()) {
      for (const { run = "", uses } of action(name).runs.steps) {
        expect(run, name).not.to.include("${{");
        if (uses === undefined) expect(run, name).not.to.equal("");
      }
    }
  });
});
