import { promoteRelease } from "../../../delivery/assembly/promotion";
import { flagChanges } from "../../../delivery/decisions/flags/changes";
import { releaseId } from "../../../delivery/decisions/release/release";
import { documentInForce } from "../../../delivery/flags/deployed";
import type { LedgerEvent } from "../../../delivery/ledger/events";
import type { KindName } from "../../../infra/catalog/kinds";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { holds, present } from "../check";
import { type Build, build } from "../delivery/build";
import { codeId } from "../delivery/code";
import { deliveryOf } from "../delivery/delivery-of";
import { flagsOf } from "../delivery/flags-of";
import { ledgerOf } from "../delivery/ledger-of";
import { runningCode } from "../delivery/running-code";
import { approveAll } from "../delivery/runs";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** CI/CL-002 §5, §7, §13: one release of a kind of workload, unchanged, through every environment. */
export function releaseOfKind(kind: Exclude<KindName, "terraform">): Scenario {
  return {
    name: `${kind}-release`,
    title: `A release of a ${kind} goes from its tag through dev and stg to prod, past every gate`,
    shows: SHOWN[kind],
    async run(stage, step) {
      const { sigstore } = stage;
      const built = await build(stage, firstOf(stage, kind), "v1.0.0", { sigstore });
      const { workload, version } = built.release;
      for (const environment of ENVIRONMENTS) {
        await step(`${workload} ${version} runs in ${environment}, and has been watched`, () =>
          deliver(stage, built, environment),
        );
      }
    },
  };
}

/** What of CI/CL-002 §20 a sound release shows, by its kind. */
const SHOWN: Partial<Record<KindName, Scenario["shows"]>> = {
  service: ["blue-green", "bake"],
  function: ["canary", "bake"],
};

const PHASES = ["gated", "copying", "migrating", "deploying", "baking", "succeeded"];

async function deliver(
  stage: Stage,
  built: Build,
  environment: Environment,
): Promise<readonly string[]> {
  const delivery = deliveryOf(stage, built, environment);
  await approveAll(stage, environment, delivery.run);
  const { settings } = delivery;
  await promoteRelease(delivery, built.release);

  const events = await ledgerOf(stage, environment).eventsOf(built.release.workload);
  const own = events.filter(
    (each) => each.type === "promotion-phase" && each.release === releaseId(built.release),
  );
  holds("phases", own.map(phaseOf), PHASES);
  const code = codeId(built.code);
  holds("running code", runningCode(stage, environment, built.workload), code);
  const baking = present(
    "baking",
    own.find((each) => phaseOf(each) === "baking"),
  );
  const end = present(
    "succeeded",
    own.find((each) => phaseOf(each) === "succeeded"),
  );
  const minutes = (Date.parse(end.at) - Date.parse(baking.at)) / 60_000;
  holds(
    "minutes watched",
    minutes,
    environment === "prod" ? settings.watchMinutes : settings.bakeMinutes,
  );
  const signed =
    stage.sigstore?.bundleOf(built.release) === undefined
      ? "signed and verified by keys of the simulated GitHub"
      : `signed with cosign and described with syft, verified by Fulcio's certificates${built.code.type === "image" ? ", and copied with oras" : ""}`;
  const flags = await flagsAdded(stage, built, environment);
  return [`${code}, watched for ${minutes} minutes`, signed, ...flags];
}

/** The flags that the release needs, which its promotion has added: each is there before its code runs, and off. */
async function flagsAdded(
  stage: Stage,
  { release, workload }: Build,
  environment: Environment,
): Promise<readonly string[]> {
  if (release.flags.length === 0) return [];
  const { flags } = await flagsOf(stage, workload, environment);
  const added = flagChanges(undefined, present("flags", await documentInForce(flags)));
  holds(
    "flags",
    added,
    release.flags.map((key) => `${key}: new, off`),
  );
  return [`the flags that it needs are there, off: ${release.flags.join(", ")}`];
}

function phaseOf(event: LedgerEvent): string {
  return event.type === "promotion-phase" ? event.phase : event.type;
}
