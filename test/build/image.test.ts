import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { onPath } from "../../tools/children.mjs";
import { say } from "../../tools/progress.mjs";
import { nc } from "../delivery/commands/support/command-line";
import { type Repository, repository } from "../delivery/commands/support/repository";
import { type Builder, startBuilder, whyNoBuilder } from "./support/builder";

/** A static shell, with which an image of nothing else can run a command; nothing where there is none. */
function staticShell(): string | undefined {
  const file = onPath("busybox");
  // What is linked dynamically names its loader (ELF specification, "Program Interpreter").
  const isStatic = file !== undefined && !readFileSync(file).includes("/ld-linux");
  return isStatic ? file : undefined;
}

describe("nc build image, with a real BuildKit", () => {
  let folder: string;
  let repo: Repository;
  let builder: Builder;
  before(async function () {
    const why = whyNoBuilder();
    if (why !== undefined) {
      say(`No image was built: ${why}`);
      return this.skip();
    }
    builder = await startBuilder();
    folder = mkdtempSync(join(tmpdir(), "nc-image-test-"));
    repo = repository();
    mkdirSync(join(repo.folder, "app"));
    writeFileSync(join(repo.folder, "app", "run"), "total = 1\n");
    writeFileSync(join(repo.folder, "Dockerfile"), "FROM scratch\nCOPY app/ /app/\n");
  });
  after(async () => {
    await builder?.stop();
    repo?.remove();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const commit = (message: string) => {
    repo.git("add", "--all");
    return repo.commit(message, "2026-03-02T09:00:00Z");
  };
  const digest = async (checkout: string, id: string, out: string): Promise<string> => {
    const where = ["--checkout", checkout, "--commit", id, "--out", join(folder, out)];
    const { code, out: text, err } = await nc(["build", "image", ...where, "--json"], builder.env);
    expect(code, err).to.equal(0);
    return JSON.parse(text).answer.digest;
  };

  it("[§15] builds the same digest of the same commit, elsewhere and at another time", async () => {
    const first = commit("feat: totals");
    const elsewhere = join(folder, "a-clone-with-a-longer-name");
    cpSync(repo.folder, elsewhere, { recursive: true });
    // What is not of the commit gets into no image.
    writeFileSync(join(elsewhere, "app", "notes"), "notes\n");
    const one = await digest(repo.folder, first, "one");
    expect(one).to.match(/^sha256:[0-9a-f]{64}$/);
    expect(await digest(elsewhere, first, "two")).to.equal(one);

    writeFileSync(join(repo.folder, "app", "run"), "total = 2\n");
    expect(await digest(repo.folder, commit("feat: other totals"), "three")).to.not.equal(one);
  });

  it("[§15] builds the same digest where the Dockerfile runs a command that writes files", async function () {
    const shell = staticShell();
    if (!builder.runs || shell === undefined) {
      say("Nothing was run in an image: apt-get install runc busybox-static");
      return this.skip();
    }
    copyFileSync(shell, join(repo.folder, "app", "busybox"));
    const run = '["/bin/busybox", "sh", "-c", "echo made > /made"]';
    const text = `FROM scratch\nCOPY --chmod=755 app/ /bin/\nRUN ${run}\n`;
    writeFileSync(join(repo.folder, "Dockerfile"), text);
    const id = commit("feat: a command");
    const one = await digest(repo.folder, id, "four");
    expect(await digest(repo.folder, id, "five")).to.equal(one);
  });
});
