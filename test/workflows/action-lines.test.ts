import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { linesWith } from "./run-lines";

const SHA256 = "0a".repeat(32);
const ENV = { ENVIRONMENT: "stg", STACK: "stg", WORKLOAD: "core" };

describe("the lines of an action", () => {
  const { scratch, run } = linesWith(ENV);

  it("comment: one comment, written anew where there is one", () => {
    const env = {
      COMMENTS: "repos/o/r/issues/7/comments",
      COMMENT: "repos/o/r/issues/comments",
      BODY: "b.md",
      MARKER: "<!-- m -->",
    };
    const list = (found: string) => ({ gh: `case "$*" in *--paginate*) printf '${found}';; esac` });
    const written = (found: string) => run("comment", undefined, list(found), env).calls.at(-1);
    expect(written("")).to.equal(
      "gh api --method POST repos/o/r/issues/7/comments --field body=@b.md --silent",
    );
    expect(written("11\\n12\\n")).to.equal(
      "gh api --method PATCH repos/o/r/issues/comments/11 --field body=@b.md --silent",
    );
    expect(run("comment", undefined, { gh: "exit 1" }, env).status).to.equal(1);
  });

  it("install-terraform: what has another checksum is not unpacked", () => {
    const programs = {
      curl: 'while [ "$1" != --output ]; do shift; done; printf x > "$2"',
      unzip: "",
      sudo: "",
    };
    const env = { ZIP: "t.zip", SHA256 };
    const { status, calls } = run("install-terraform", undefined, programs, env);
    expect([status, calls.map((call) => call.split(" ")[0])]).to.deep.equal([1, ["curl"]]);
    // Of the one letter "x".
    const x = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    const good = run("install-terraform", undefined, programs, { ...env, SHA256: x });
    expect([good.status, good.calls.length]).to.deep.equal([0, 3]);
  });

  it("stack: a state that names something else is refused before anything is planned", () => {
    const name = "Refuse a state that names what the reviewed files do not";
    const env = { BACKEND_URL: "s3://state" };
    const { status, calls } = run("stack", name, { pulumi: "", node: "cat" }, env);
    expect(status).to.equal(0);
    expect(calls.slice(0, 2)).to.deep.equal(["pulumi login s3://state", "pulumi stack select stg"]);
    expect(calls.slice(2)).to.have.members([
      "pulumi stack export",
      "node --import tsx tools/workflow/state-plugins.ts stg",
    ]);
    expect(run("stack", name, { pulumi: "exit 1", node: "cat" }, env).calls).to.have.length(1);
    expect(run("stack", name, { pulumi: "", node: "cat; exit 1" }, env).status).to.equal(1);
  });

  it("stack: a workload that is removed without being retired is refused", () => {
    const name = "Refuse to remove a workload that is not retired";
    const { status, calls } = run("stack", name, { pulumi: "", node: "cat" });
    expect(status).to.equal(0);
    expect(calls).to.have.members([
      "pulumi stack export",
      "node --import tsx tools/workflow/removed-workloads.ts stg",
    ]);
    for (const programs of [
      { pulumi: "exit 1", node: "cat" },
      { pulumi: "", node: "cat; exit 1" },
    ]) {
      expect(run("stack", name, programs).status).to.equal(1);
    }
  });

  it("nc, oras and terraform: run in the platform's own folder, and say where it is", () => {
    writeFileSync(join(scratch.folder, "here.txt"), "");
    const here = "test -e here.txt";
    const GITHUB_ACTION_PATH = join(scratch.folder, ".github", "actions", "nc");
    mkdirSync(GITHUB_ACTION_PATH, { recursive: true });
    const nc = run("nc", undefined, { npm: here }, { GITHUB_ACTION_PATH });
    expect(nc).to.include({ status: 0, output: `folder=${scratch.folder}\n` });
    expect(run("nc", undefined, { npm: "exit 1" }, { GITHUB_ACTION_PATH }).output).to.equal("");
    const oras = run(
      "oras",
      undefined,
      { node: `${here} && echo /bin/oras` },
      { FOLDER: scratch.folder },
    );
    expect(oras).to.include({ status: 0, output: "path=/bin/oras\n" });
    expect(run("oras", undefined, { node: "exit 1" }, { FOLDER: scratch.folder })).to.include({
      status: 1,
      output: "",
    });
    const target = run(
      "terraform",
      "Read where to plan from the stack's reviewed file",
      { node: `${here} && echo region=x` },
      { PLATFORM: scratch.folder },
    );
    expect(target).to.include({ status: 0, output: "region=x\n" });
  });
});
