import { promoteRelease } from "../../../delivery/assembly/promotion";
import { flagChanges } from "../../../delivery/decisions/flags/changes";
import { releaseId } from "../../../delivery/decisions/release/release";
import { PROMOTED_INTO } from "../../../delivery/decisions/release/release-kind";
import { documentInForce } from "../../../delivery/flags/deployed";
import type { LedgerEvent } from "../../../delivery/ledger/events";
import type { KindName } from "../../../infra/catalog/kinds";
import type { Environment } from "../../../infra/environments";
import { holds, present } from "../check";
import { type Build, build, buildOfMain } from "../delivery/build";
import { codeId } from "../delivery/code";
import { deliveryOf } from "../delivery/delivery-of";
import { flagsOf } from "../delivery/flags-of";
import { ledgerOf } from "../delivery/ledger-of";
import { runningCode } from "../delivery/running-code";
import { approveAll } from "../delivery/runs";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** The tag that the commit gets. */
const VERSION = "v1.0.0";

/** CI/CL-002 §5, §7, §11, §13: a commit of a kind of workload goes into dev as it is merged, and its release into the others, unchanged. */
export function releaseOfKind(kind: Exclude<KindName, "terraform">): Scenario {
  return {
    name: `${kind}-release`,
    title: `A release of a ${kind} goes from main into dev, and from its tag through stg to prod, past every gate`,
    shows: SHOWN[kind],
    async run(stage, step) {
      const { sigstore } = stage;
      const workload = firstOf(stage, kind);
      const { name } = workload;
      const merged = await buildOfMain(stage, workload, VERSION);
      await step(`${name} runs in dev as main has it, and has been watched`, () =>
        deliver(stage, merged, "dev"),
      );
      const built = await build(stage, workload, VERSION, { sigstore });
      for (const environment of PROMOTED_INTO.release) {
        await step(`${name} ${VERSION} runs in ${environment}, and has been watched`, () =>
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
  const flags = await flagsAdded(stage, built, environment);
  const watched = `${code}, watched for ${minutes} minutes`;
  // No gate of dev asks for signatures, and lead time ends in prod.
  if (environment === "dev") return [watched, ...flags];
  if (environment === "stg") return [watched, signedBy(stage, built), ...flags];
  const leadTime = (Date.parse(end.at) - Date.parse(built.release.taggedAt)) / 60_000;
  const target = settings.kpi.leadTimeMinutes;
  holds(`less than ${target} minutes from the tag to prod`, leadTime < target, true);
  return [
    watched,
    signedBy(stage, built),
    ...flags,
    `${leadTime.toFixed(1)} minutes after its tag`,
  ];
}

function signedBy({ sigstore }: Stage, { release, code }: Build): string {
  if (sigstore?.bundleOf(release) === undefined) {
    return "signed and verified by keys of the simulated GitHub";
  }
  const copied = code.type === "image" ? ", and copied with oras" : "";
  return `signed with cosign and described with syft, verified by Fulcio's certificates${copied}`;
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
