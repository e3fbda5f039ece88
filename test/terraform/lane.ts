import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terraformStateKey } from "../../components/workload/terraform/state-access";
import type { Backend } from "./backend";

const DIRECTORY = "iac/stacks/core";

/** A stack that needs no provider but Terraform's own, so that nothing is downloaded. */
const STACK = `
terraform {
  backend "s3" {}
}

variable "release" {
  type = string
}

variable "hold" {
  type    = string
  default = ""
}

resource "terraform_data" "release" {
  input = var.release

  provisioner "local-exec" {
    command = "n=0; while [ -n '\${var.hold}' ] && [ ! -e '\${var.hold}' ] && [ $n -lt 300 ]; do n=$((n+1)); sleep 0.1; done"
  }
}
`;

/** How the lane locks: both, as it does, or one alone, as an older lane would. */
export type Locking = "both" | "file" | "table";

/** What a command of the lane ended with. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A checkout of one `terraform` workload's repository. */
export interface Lane {
  /** Its folder. */
  readonly folder: string;
  /** Runs `terraform -chdir=<directory> ...words`, as the lane does. */
  run(...words: string[]): Promise<Ended>;
  remove(): void;
}

/** Makes a checkout of the workload `service`, whose backend is behind `url`. */
export function checkOut(
  terraform: string,
  { url, backend, service }: { url: string; backend: Backend; service: string },
  locking: Locking = "both",
): Lane {
  const folder = mkdtempSync(join(tmpdir(), "nc-terraform-"));
  const directory = join(folder, DIRECTORY);
  mkdirSync(join(directory, "env"), { recursive: true });
  writeFileSync(join(directory, "main.tf"), STACK);
  const settings = {
    bucket: backend.bucket,
    key: terraformStateKey(service),
    workspace_key_prefix: `${service}/workspaces`,
    region: "ca-central-1",
    use_lockfile: locking !== "table",
    ...(locking !== "file" && { dynamodb_table: backend.table }),
    // For a simulated account alone.
    endpoints: { s3: url, dynamodb: url, sts: url, iam: url },
    use_path_style: true,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  writeFileSync(join(directory, "env", "dev.hcl"), `${lines.join("\n")}\n`);

  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  return {
    folder,
    run: (...words) => ended(terraform, [`-chdir=${DIRECTORY}`, ...words], { cwd: folder, env }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function ended(command: string, words: string[], options: object): Promise<Ended> {
  const child = spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
