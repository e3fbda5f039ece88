import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { terraformStateKey } from "../../components/workload/terraform/state-access";
import { AwsClients } from "../../delivery/adapters/aws/clients";
import { configPath, RELEASE_CONTRACT } from "../../infra/naming/names";
import { platformNames } from "../../infra/naming/platform-names";
import { contractText } from "../../infra/release/contract";
import { contextIn } from "../support/contexts";
import type { Backend } from "./backend";
import type { Ended } from "./lane";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DIRECTORY = "iac/stacks/core";

/** Takes as long as a file is away, then fails if its text is "fail". */
const STEP = `
variable "hold" {
  type    = string
  default = ""
}

resource "terraform_data" "step" {
  input = "made once"

  provisioner "local-exec" {
    command = "__COMMAND__"
  }
}
`;

/** A team's repository with the stack `core`, and `nc` in a simulated account. */
export interface NcLane {
  readonly folder: string;
  /** What `nc` and Terraform find in their environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs `nc terraform <words> core --environment dev`, for the commit that is checked out. */
  nc(words: string, signal?: { name: NodeJS.Signals; when: () => Promise<void> }): Promise<Ended>;
  /** Adds a resource that is made by a shell command, and commits it. Answers the commit. */
  commitStep(command: string): string;
  /** Replaces text of `main.tf`, and commits it. Answers the commit. */
  commitChange(from: string | RegExp, to: string): string;
  git(...words: string[]): string;
  remove(): void;
}

/** Makes the account's contract, and a repository whose first commit has the stack as it is here. */
export async function makeNcLane(url: string, backend: Backend): Promise<NcLane> {
  const folder = mkdtempSync(join(tmpdir(), "nc-lane-"));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    AWS_ENDPOINT_URL: url,
    AWS_REGION: "ca-central-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  await putContract(url, backend);
  cpSync(join(ROOT, DIRECTORY), join(folder, DIRECTORY), { recursive: true });
  const git = (...words: string[]) => {
    const own = [
      "-c",
      "user.name=Ada",
      "-c",
      "user.email=ada@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    const { status, stdout, stderr } = spawnSync("git", [...own, "-C", folder, ...words], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  const commitAll = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch", "main");
  writeFileSync(join(folder, ".gitignore"), ".terraform\n.terraform.lock.hcl\n.npm\n");
  commitAll("first");
  const main = join(folder, DIRECTORY, "main.tf");
  return {
    folder,
    env,
    git,
    nc(words, signal) {
      const [verb = "", ...options] = words.split(" ");
      const own = [
        "--environment",
        "dev",
        "--checkout",
        folder,
        "--commit",
        git("rev-parse", "HEAD"),
      ];
      const line = [
        "--import",
        "tsx",
        "delivery/nc.ts",
        "terraform",
        verb,
        "core",
        ...own,
        ...options,
      ];
      const child = spawn(process.execPath, line, { cwd: ROOT, env, detached: true });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      }
      void signal?.when().then(() => {
        const pid = child.pid ?? 0;
        process.kill(signal.name === "SIGKILL" ? -pid : pid, signal.name);
      });
      return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve({ code, output }));
      });
    },
    commitStep(command) {
      writeFileSync(join(folder, DIRECTORY, "step.tf"), STEP.replace("__COMMAND__", command));
      return commitAll("a step");
    },
    commitChange(from, to) {
      writeFileSync(main, readFileSync(main, "utf8").replace(from, to));
      return commitAll("a change");
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The release contract of `core` in dev, as the platform writes it. */
async function putContract(endpoint: string, { bucket, keyArn, table }: Backend): Promise<void> {
  const { environment, settings } = contextIn("dev");
  const { artifactBucket } = platformNames({ environment, accountId: settings.accountId });
  const { region } = settings;
  const text = contractText({
    version: 1,
    kind: "terraform",
    service: "core",
    environment: "dev",
    repository: "neurocipher/infrastructure",
    artifactBucket,
    shape: {
      id: "0123456789ab",
      parameter: configPath({ service: "core", environment: "dev" }, "shapes"),
    },
    directory: DIRECTORY,
    backend: {
      bucket,
      key: terraformStateKey("core"),
      region,
      dynamodb_table: table,
      use_lockfile: true,
      encrypt: true,
      kms_key_id: keyArn,
      workspace_key_prefix: "core/workspaces",
    },
  });
  const client = {
    region,
    endpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const name = configPath({ service: "core", environment: "dev" }, RELEASE_CONTRACT);
  const ssm = await new AwsClients(client).ssm();
  await ssm.putParameter({ Name: name, Value: text, Type: "String" });
  const bucketUrl = `${endpoint}/${artifactBucket}`;
  const Authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/s3/aws4_request`;
  const body = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  const made = await fetch(bucketUrl, { method: "PUT", headers: { Authorization }, body });
  if (!made.ok) throw new Error(await made.text());
}
