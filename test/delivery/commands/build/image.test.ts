import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { nc } from "../support/command-line";
import { type Repository, repository } from "../support/repository";

const DIGEST = `sha256:${"0a".repeat(32)}`;

/** A `docker` that writes down what it was asked, and what it was given, and makes a layout of one image. */
const DOCKER = `#!/bin/sh
for last; do :; done
printf '%s\\n' "$@" > "$TMPDIR/words"
(cd "$last" && find . -type f -printf '%P %m\\n' | sort) > "$TMPDIR/context"
env | cut -d= -f1 | grep -v -E '^(PWD|OLDPWD|SHLVL|_)$' | sort > "$TMPDIR/variables"
for word; do case "$word" in --output=*) to="\${word##*dest=}" ;; esac; done
mkdir -p "$to" && printf '{"imageLayoutVersion":"1.0.0"}' > "$to/oci-layout"
printf '{"schemaVersion":2,"manifests":[{"digest":"${DIGEST}"}]}' > "$to/index.json"
`;

describe("nc build image", () => {
  let folder: string;
  let repo: Repository;
  let commit: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-image-"));
    writeFileSync(join(folder, "docker"), DOCKER);
    chmodSync(join(folder, "docker"), 0o755);
    repo = repository();
    mkdirSync(join(repo.folder, "app"));
    writeFileSync(join(repo.folder, "app", "run.sh"), "#!/bin/sh\n", { mode: 0o700 });
    writeFileSync(join(repo.folder, "Dockerfile"), `FROM node:24@${DIGEST}\nCOPY app /app\n`);
    writeFileSync(join(repo.folder, "loose"), "FROM node:24\nADD https://example.com/a /a\n");
    repo.git("add", "--all");
    commit = repo.commit("feat: run", "2026-03-02T09:00:00Z");
  });
  after(() => {
    repo.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const build = (...more: string[]) =>
    nc(["build", "image", "--checkout", repo.folder, "--out", join(folder, "image"), ...more], {
      PATH: `${folder}:${process.env.PATH}`,
      TMPDIR: folder,
      GITHUB_SHA: commit,
      GITHUB_TOKEN: "secret",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "secret",
    });
  const seen = (name: string) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n");

  it("[§15] asks buildx for the commit's files at the commit's time, without its own attestations", async () => {
    const untracked = join(repo.folder, "app", "secret.env");
    writeFileSync(untracked, "TOKEN=1\n");
    const { code, out, err } = await build();
    rmSync(untracked);
    expect(code, err).to.equal(0);
    const words = seen("words");
    const context = words.at(-1);
    expect(words).to.deep.equal([
      "buildx",
      "build",
      "--progress=plain",
      "--no-cache",
      "--platform=linux/amd64",
      "--provenance=false",
      "--sbom=false",
      // 2026-03-02T09:00:00Z
      "--build-arg=SOURCE_DATE_EPOCH=1772442000",
      `--label=org.opencontainers.image.revision=${commit}`,
      `--output=type=oci,tar=false,rewrite-timestamp=true,dest=${join(folder, "image")}`,
      `--file=${context}/Dockerfile`,
      context,
    ]);
    expect(out).to.equal(`${join(folder, "image")}: ${DIGEST}\n`);
    expect(seen("context")).to.deep.equal(["Dockerfile 644", "app/run.sh 755", "loose 644"]);
    expect(seen("variables")).to.deep.equal(["LC_ALL", "PATH", "TMPDIR", "TZ"]);
    expect(existsSync(context ?? "")).to.equal(false);
  });

  it("[§15] refuses a Dockerfile that takes from elsewhere what may change, and starts nothing", async () => {
    rmSync(join(folder, "words"), { force: true });
    const { code, out } = await build("--dockerfile", "loose", "--json");
    expect([code, JSON.parse(out).problems]).to.deep.equal([
      1,
      [
        "the Dockerfile:",
        '  loose:1 FROM is "node:24": expected an image by its digest, such as "node:24@sha256:<64 hex digits>"',
        '  loose:2 ADD is "https://example.com/a": expected a file of the repository: what a URL answers may change',
      ],
    ]);
    expect(existsSync(join(folder, "words"))).to.equal(false);
  });

  it("replaces an image layout, and nothing else", async () => {
    const image = join(folder, "image");
    writeFileSync(join(image, "old"), "");
    expect((await build()).code).to.equal(0);
    expect(existsSync(join(image, "old"))).to.equal(false);
    const site = join(folder, "site");
    mkdirSync(site);
    writeFileSync(join(site, "index.json"), "{}");
    for (const [to, kept] of [
      [repo.folder, "Dockerfile"],
      [site, "index.json"],
      [join(folder, "docker"), ""],
    ] as const) {
      const { code, err } = await build("--out", to);
      expect(code).to.equal(1);
      expect(err).to.include(`--out is "${to}": expected a folder that is new or empty`);
      expect(existsSync(join(to, kept))).to.equal(true);
    }
  });

  it("lists wrong options, and refuses a commit and a file that are not there", async () => {
    const wrong = await build(
      "--context",
      "../x",
      "--dockerfile",
      "/etc/passwd",
      "--platform",
      "arm",
    );
    expect([wrong.code, wrong.err]).to.deep.equal([
      2,
      [
        "nc build image:",
        '  --context is "../x": expected a path within the repository',
        '  --dockerfile is "/etc/passwd": expected a path within the repository',
        '  --platform is "arm": expected one of "linux/amd64", "linux/arm64"',
        "",
      ].join("\n"),
    ]);
    const absent = await build("--commit", "0".repeat(40));
    expect(absent.err).to.include(`commit is "${"0".repeat(40)}": expected a commit of the clone`);
    const file = await build("--dockerfile", "Containerfile");
    expect(file.err).to.include(`dockerfile is "Containerfile": expected a file of the commit`);
  });
});
