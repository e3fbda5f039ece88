import type { Environment } from "../../infra/environments";
import { platformNames } from "../../infra/naming/platform-names";
import type { Settings } from "../../infra/settings/parse";
import type { AwsClients } from "../adapters/aws/clients";
import type { TerraformRun } from "../adapters/aws/deploy/target";
import { gitHubChangeTicketSystem } from "../adapters/github/change-tickets";
import type { GitHubClient } from "../adapters/github/client";
import { signerOf } from "../decisions/release/signers";
import type { Artifacts } from "../ports/artifacts";
import type { Attestations } from "../ports/attestations";
import type { ChangeTicketSystem } from "../ports/change-tickets";
import type { Clock } from "../ports/clock";
import type { Signing, Verification } from "../ports/signing";

/** The workflow run that delivers. */
export interface Run {
  /** `owner/name`. */
  readonly repository: string;
  readonly id: number;
  readonly attempt: number;
}

/** What a delivery into one environment works with; everything else follows from it. */
export interface Delivery {
  readonly environment: Environment;
  readonly settings: Settings;
  /** Of stg, where a release bakes before prod. */
  readonly stg: Pick<Settings, "accountId" | "bakeMinutes">;
  /** With the credentials of the workload's deploy role in the environment. */
  readonly clients: AwsClients;
  /** With a token that may read checks, reviews and teams, and open issues. */
  readonly gitHub: GitHubClient;
  /** @default - issues of the run's repository */
  readonly changeTickets?: ChangeTicketSystem;
  /** With what a Terraform stack is applied. @default - none is */
  readonly terraform?: TerraformRun | undefined;
  readonly artifacts: Artifacts;
  readonly attestations: Attestations;
  readonly signing: Signing;
  readonly verification: Verification;
  readonly run: Run;
  readonly clock: Clock;
  /** Shows one line of progress. */
  readonly say: (line: string) => void;
}

/** Who works on a promotion, as others see it. */
export function ownerOf({ repository, id }: Run): string {
  return `https://github.com/${repository}/actions/runs/${id}`;
}

/** Where the change tickets of a delivery are. */
export function changeTicketSystemOf({
  changeTickets,
  clock,
  gitHub,
  run,
}: Delivery): ChangeTicketSystem {
  return changeTickets ?? gitHubChangeTicketSystem(gitHub, run.repository, clock);
}

/** The workflow that promotes, as a `job_workflow_ref`: the statements that it signs count. */
export function promoterOf({ github }: Settings): string {
  return signerOf("bake", github);
}

/** Bucket in which the evidence about releases lies: stg's, which prod reads. */
export function evidenceBucketOf({ environment, settings, stg }: Delivery): string {
  const account = environment === "prod" ? stg.accountId : settings.accountId;
  const holder = environment === "prod" ? "stg" : environment;
  return platformNames({ environment: holder, accountId: account }).artifactBucket;
}
