import { setTimeout } from "node:timers/promises";
import type { Delivery } from "../../../delivery/assembly/delivery";
import { promoteRelease } from "../../../delivery/assembly/promotion";
import type { Clock } from "../../../delivery/ports/clock";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import { formatProblem } from "../../../infra/problems";
import { onPath } from "../../../tools/children.mjs";
import { holds, Unmet } from "../check";
import type { Build } from "../delivery/build";
import { runNc } from "../delivery/command-line";
import { deliveryOf } from "../delivery/delivery-of";
import { assumeDeployRole } from "../delivery/deploy-session";
import { deliveryClaims } from "../delivery/github-job";
import { closeTickets } from "../delivery/incidents";
import { approveAll } from "../delivery/runs";
import {
  buildStack,
  type StackRepository,
  stackRepository,
  terraformEnv,
} from "../delivery/stacks";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** Where Terraform is; a machine may have none, and then this is not shown. */
const TERRAFORM = onPath("terraform") ?? onPath("tofu");

/** CI/CL-002 §6, §14: exactly the approved plan is applied, and the last good configuration comes back. */
export const terraformRelease: Scenario = {
  name: "terraform-release",
  title:
    "A release of a Terraform stack applies exactly its plans, and one that breaks off goes back to the last good commit",
  ...(TERRAFORM === undefined ? {} : { shows: ["rollback-terraform"] as const }),
  async run(stage, step) {
    if (TERRAFORM === undefined) {
      stage.progress("left out: neither terraform nor tofu, 1.10 or later, is on PATH");
      return;
    }
    const stack = firstOf(stage, "terraform");
    const repository = stackRepository(stack);
    try {
      const good = await buildStack(stage, stack, repository, "v1.0.0");
      for (const environment of ["stg", "prod"] as const) {
        await step(`the plan of ${stack.name} v1.0.0 is applied in ${environment}`, async () => {
          const last = await deliver(stage, good, environment, repository);
          holds("phase", last.phase, "succeeded");
          return [`${good.release.commit}: ${await resourcesOf(stage, good, environment)}`];
        });
      }
      await step(
        `${stack.name} v1.1.0 breaks off in stg, and v1.0.0 is applied again`,
        async () => {
          const bad = await buildStack(stage, stack, repository, "v1.1.0", "broken");
          const last = await deliver(stage, bad, "stg", repository);
          holds("phase", last.phase, "rolled-back");
          holds("resources", await resourcesOf(stage, good, "stg"), "terraform_data.retention");
          return last.reasons.map(oneLine);
        },
      );
      await step(`a person takes ${stack.name} v1.2.0 back in stg by nc rollback`, async () => {
        const regretted = await buildStack(stage, stack, repository, "v1.2.0", "more");
        await closeTickets(stage, "stg");
        const last = await deliver(stage, regretted, "stg", repository);
        holds("phase", last.phase, "succeeded");
        const both = "terraform_data.more, terraform_data.retention";
        holds("resources", await resourcesOf(stage, good, "stg"), both);
        const reason = ["--reason", "the table is gone", "--checkout", repository.folder];
        const { env, clock } = await terraformSession(stage, regretted, "stg");
        const words = ["rollback", stack.name, "--environment", "stg", ...reason];
        const { code, text } = await runNc(stage, words, env, clock);
        // A release that is taken back has failed.
        holds("exit code", code, 1);
        holds("resources", await resourcesOf(stage, good, "stg"), "terraform_data.retention");
        const told = /is taken back$|^ +(incident|root-cause ticket) /;
        return text
          .split("\n")
          .filter((line) => told.test(line))
          .map(oneLine);
      });
    } finally {
      repository.remove();
    }
  },
};

/** Promotes a release of a stack, and answers how that ended. */
async function deliver(
  stage: Stage,
  built: Build,
  environment: Environment,
  repository: StackRepository,
) {
  const delivery = await terraformDelivery(stage, built, environment, repository);
  await approveAll(stage, environment, delivery.run);
  const outcome = await promoteRelease(delivery, built.release);
  if (outcome.kind === "ended") return { phase: outcome.record.phase, reasons: outcome.reasons };
  throw new Unmet(formatProblem("promotion", outcome.reasons.join(" "), "its end"));
}

/** What brings a release of a stack into an environment: Terraform runs in its repository. */
async function terraformDelivery(
  stage: Stage,
  built: Build,
  environment: Environment,
  { folder }: StackRepository,
): Promise<Delivery> {
  const { env, clock } = await terraformSession(stage, built, environment);
  const { signal } = new AbortController();
  return {
    ...deliveryOf(stage, built, environment),
    terraform: { repository: folder, env, signal },
    clock,
  };
}

/** The variables of the stack's deploy role, and a clock that lets Terraform run. */
async function terraformSession(
  stage: Stage,
  { release, workload }: Build,
  environment: Environment,
) {
  const claims = deliveryClaims(stage, workload, environment, release.version);
  const credentials = await assumeDeployRole(stage, workload.name, environment, claims);
  const clock: Clock = {
    now: () => stage.clock.now(),
    async sleep(milliseconds) {
      // Terraform takes real time, which no virtual clock makes shorter.
      await setTimeout(REAL_INTERVAL);
      await stage.clock.sleep(milliseconds);
    },
  };
  return { env: terraformEnv(stage, environment, credentials), clock };
}

/** Longest line of evidence, in characters: Terraform says more. */
const LINE_MAX = 120;

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ").slice(0, LINE_MAX);
}

/** How long a look at a running Terraform waits for it, in milliseconds of the machine's clock. */
const REAL_INTERVAL = 250;

/** What Terraform's state in an environment has, read from its bucket. */
async function resourcesOf(stage: Stage, built: Build, environment: Environment): Promise<string> {
  const { clients } = deliveryOf(stage, built, environment);
  const { terraformStateBucket: Bucket } = platformNames(stage.settings[environment]);
  const s3 = await clients.s3();
  const { Body } = await s3.getObject({ Bucket, Key: `${built.workload.name}/terraform.tfstate` });
  const { resources } = JSON.parse((await Body?.transformToString()) ?? "{}") as {
    resources: { type: string; name: string }[];
  };
  return resources.map(({ type, name }) => `${type}.${name}`).join(", ");
}
