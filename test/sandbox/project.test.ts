import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { foldersOf } from "../../sandbox/folders";
import { copyPack, openProject } from "../../sandbox/project";
import { projectWith } from "../support/sandbox";

describe("the project that the engine is given", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-project-"));
  const work = join(folder, "work");
  before(() => mkdirSync(work));
  after(() => rmSync(folder, { recursive: true }));
  const read = (file: string) => parse(readFileSync(join(work, file), "utf8"));

  it("is a copy without a program of its own, and without the real stack's secrets", () => {
    const project = openProject(
      projectWith(folder, "dev", (text) => `secretsprovider: awskms://x\nencryptedkey: y\n${text}`),
    );
    project.copyTo(work, "dev");
    expect(read("Pulumi.yaml"))
      .to.include({ name: "nc-platform" })
      .and.not.to.have.property("main");
    expect(read("Pulumi.dev.yaml")).to.have.all.keys("config");
  });

  it("is a copy byte for byte otherwise, so that the engine reads what is there", () => {
    const settings = "config:\n  # as the user wrote it\n  nc-platform:accountId: 012345678901\n";
    const project = openProject(
      projectWith(folder, "dev", () => `encryptedkey: y\n${settings}secretsprovider: awskms://x\n`),
    );
    expect(() => project.copyTo(work, "dev")).to.throw("accountId is 012345678901: expected text");
    const right = settings.replace("012345678901", "'012345678901'");
    openProject(
      projectWith(folder, "dev", () => `encryptedkey: y\n${right}secretsprovider: awskms://x\n`),
    ).copyTo(work, "dev");
    expect(readFileSync(join(work, "Pulumi.dev.yaml"), "utf8")).to.equal(right);
  });

  it("keeps the salt that the engine has put into the copy", () => {
    const project = openProject(projectWith(folder, "dev", (text) => text));
    writeFileSync(join(work, "Pulumi.dev.yaml"), "encryptionsalt: v1:abc\nconfig: {}\n");
    project.copyTo(work, "dev");
    expect(read("Pulumi.dev.yaml").encryptionsalt).to.equal("v1:abc");
    expect(read("Pulumi.dev.yaml").config).to.have.property("nc-platform:accountId");
  });

  it("says which file is missing, and where YAML is wrong", () => {
    expect(() => openProject(join(folder, "none"))).to.throw("Pulumi.yaml:\n  file is missing");
    const broken = openProject(projectWith(folder, "dev", () => "config: ["));
    expect(() => broken.settings("dev")).to.throw(/^Pulumi\.dev\.yaml:\n {2}YAML is wrong: /);
  });

  it("has a policy pack whose runtime only the sandbox knows", () => {
    const folders = foldersOf(join(folder, "sandbox"));
    const target = copyPack(join(import.meta.dirname, "../../policies"), folders);
    const manifest = parse(readFileSync(join(target, "PulumiPolicy.yaml"), "utf8"));
    expect(manifest.runtime).to.deep.equal({
      name: "sandbox",
      options: { pack: join(import.meta.dirname, "../../policies") },
    });
  });
});
