import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readCommandLine } from "../../../delivery/cli/grammar";
import { readOptions } from "../../../delivery/cli/options";
import { VERBS } from "../../../delivery/commands";
import type { Workload } from "../../../infra/catalog/workload";
import { buildCommands } from "../../../tools/workflow/build-artifacts";
import { branchBuilds } from "../../../tools/workflow/build-branch";
import { syftSource } from "../../../tools/workflow/describe-artifacts";
import { checkHandedFiles, handedText } from "../../../tools/workflow/handed-over";
import { publishCommands, taggedChange } from "../../../tools/workflow/publish-release";
import { loadTestCatalog } from "../../support/catalog";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

describe("what one job hands to another", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-handed-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("[§15] is taken by the digest that the job has said, and not as it lies there", () => {
    const file = join(folder, "built.json");
    writeFileSync(file, "[]");
    expect(handedText(file, hash("[]"))).to.equal("[]");
    expect(() => handedText(file, hash("[1]"))).to.throw(
      `SHA-256 is "${hash("[]")}": expected ${hash("[1]")}`,
    );
    expect(() => handedText(file, undefined)).to.throw("expected the one of its job");
    expect(() => handedText(join(folder, "none"), hash(""))).to.throw('file is "missing"');
  });

  it("are tools, each by its own digest of the list", () => {
    writeFileSync(join(folder, "oras"), "oras");
    const list = JSON.stringify({ oras: hash("oras") });
    writeFileSync(join(folder, "files.json"), list);
    expect(() => checkHandedFiles(folder, hash(list))).not.to.throw();
    writeFileSync(join(folder, "oras"), "another");
    expect(() => checkHandedFiles(folder, hash(list))).to.throw(
      `SHA-256 of oras is "${hash("another")}": expected ${hash("oras")}`,
    );
    const outside = JSON.stringify({ "../oras": hash("oras") });
    writeFileSync(join(folder, "files.json"), outside);
    expect(() => checkHandedFiles(folder, hash(outside))).to.throw(/files\.json/);
  });
});

describe("what is built of a workload", () => {
  let catalog: Readonly<Record<string, Workload>>;
  before(async () => {
    catalog = Object.fromEntries((await loadTestCatalog()).map((each) => [each.name, each]));
  });
  const folders = { checkout: "/work", out: "/built", python: "/python" };
  const commands = (name: string) => {
    const workload = catalog[name];
    if (!workload) throw new Error(`the tests' catalog has no ${name}`);
    return buildCommands(workload, folders).map((words) => words.join(" "));
  };

  it("[§2] is an image of a service, a zip of a function, and a wheel where one is asked for", () => {
    const image = "build image --checkout /work --out /built/image";
    expect(commands("ingest-worker")).to.deep.equal([image]);
    expect(commands("api-adapter")).to.deep.equal([
      "build zip /work/dist/api-adapter --out /built/code.zip",
    ]);
    expect(commands("audit-queue")).to.deep.equal([
      image,
      "build wheel --checkout /work --python /python --out /built",
    ]);
  });

  it("is nothing of a Terraform stack", () => {
    expect(() => commands("core")).to.throw(
      /core:\n {2}kind is "terraform": expected a workload with/,
    );
  });

  it("[§5] is built of a branch too: each workload of its repository, but a stack and one that is retired", () => {
    const all = Object.values(catalog).map((each) => ({ ...each, repository: "documents" }));
    const retired = {
      since: "2026-11-01",
      keepUntil: "2026-12-01",
      agreed: { owner: "ada", approver: "sam" },
      reason: "nobody reads it",
    };
    const some = all.map((each) => (each.name === "audit-digest" ? { ...each, retired } : each));
    const other = { ...all[0], name: "another", repository: "another" } as Workload;
    const built = branchBuilds([...some, other] as Workload[], "neurocipher/documents");
    expect(built.map(({ name }) => name)).to.deep.equal([
      "api-adapter",
      "audit-queue",
      "ingest-worker",
    ]);
    for (const each of built) expect(() => buildCommands(each, folders)).not.to.throw();
  });

  it("is described by syft where it lies now, and not where it was built", () => {
    const digest = `sha256:${hash("")}`;
    const image = { type: "image", digest, folder: "/elsewhere/image" } as const;
    expect(syftSource(image, "/built")).to.equal("oci-dir:/built/image");
    const zip = { type: "zip", sha256: hash(""), file: "/elsewhere/code.zip" } as const;
    expect(syftSource(zip, "/built")).to.equal("file:/built/code.zip");
  });
});

describe("the command lines of nc that build and publish", () => {
  const at = { checkout: "/work", out: "/built", python: "/python" };
  const read = async (words: readonly string[]): Promise<string> => {
    const request = await readCommandLine(words, VERBS);
    if (request.kind !== "run") return "help";
    readOptions(request.verb.input, request.verb.positional, request.given);
    return request.given.verb;
  };

  it("are such as nc reads, whatever a tag says", async () => {
    const publication = {
      workload: "billing",
      environment: "stg",
      checkout: "/work",
      folder: "/files",
      digests: { built: hash("built"), sboms: hash("sboms") },
      plans: { stg: "", prod: "" },
      flags: [],
      change: taggedChange("--dry-run is gone", "billing"),
    };
    const verbsOf = async (commands: ReturnType<typeof publishCommands>) => {
      const verbs = [];
      for (const words of Object.values(commands)) if (words) verbs.push(await read(words));
      return verbs;
    };
    const described = ["build manifest", "release create", "release sign"];
    expect(await verbsOf(publishCommands(publication))).to.deep.equal([
      "release publish",
      ...described,
    ]);
    // What may not be migrated stops before anything is published, and the report is part of the manifest.
    const migrating = publishCommands({ ...publication, migrations: "migrations" });
    expect(await verbsOf(migrating)).to.deep.equal([
      "migrations check",
      "release publish",
      ...described,
    ]);
    expect(migrating.migrations?.join(" ")).to.equal(
      "migrations check migrations --workload billing --environment stg --checkout /work",
    );
    expect(migrating.describe.join(" ")).to.include(" --migrations /files/migrations.json ");
    const plans = { stg: hash("stg"), prod: hash("prod") };
    const stack = publishCommands({ ...publication, plans });
    expect(await verbsOf(stack)).to.deep.equal(described);
    expect(stack.describe).to.include.members(["--stg-plan", plans.stg, "--prod-plan", plans.prod]);
    const preRelease = publishCommands({ ...publication, plans: { ...plans, prod: "" } });
    expect(preRelease.describe).to.not.include("--prod-plan");
    for (const workload of await loadTestCatalog()) {
      if (workload.kind === "terraform") continue;
      for (const words of buildCommands(workload, at))
        expect(await read(words)).to.match(/^build /);
    }
  });
});

describe("the change that a tag says", () => {
  const cases: Record<string, [message: string, want: object]> = {
    "is normal, of medium risk, where it says nothing": [
      "",
      { type: "normal", risk: "medium", summary: "billing" },
    ],
    "is its subject and its trailers": [
      "Totals in cents\n\nBecause of X.\n\nChange-Type: standard\nChange-Risk: low\n",
      { type: "standard", risk: "low", summary: "Totals in cents" },
    ],
    "is read in any case": [
      "Change-Type: emergency\n\nchange-risk: HIGH\n",
      { type: "emergency", risk: "high", summary: "Change-Type: emergency" },
    ],
  };
  for (const [what, [message, want]] of Object.entries(cases)) {
    it(what, () => expect(taggedChange(message, "billing")).to.deep.equal(want));
  }
});
