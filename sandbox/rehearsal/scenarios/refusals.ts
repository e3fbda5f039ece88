import type { Delivery } from "../../../delivery/assembly/delivery";
import { promoteRelease } from "../../../delivery/assembly/promotion";
import type { GateAnswer } from "../../../delivery/decisions/gates/registry";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import { holds } from "../check";
import { attest, type Build, build } from "../delivery/build";
import { deliveryOf } from "../delivery/delivery-of";
import { IN_BOTH_TEAMS, REVIEWERS } from "../delivery/github";
import { releasedBuild } from "../delivery/released";
import { approve, approveAll, openTicket, reportChecks, startRun } from "../delivery/runs";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** One thing that has to be refused. */
interface Refusal {
  readonly what: string;
  /** The gate that refuses it, and no other. */
  readonly gate: string;
  readonly answer: "fail" | "wait";
  readonly into: Exclude<Environment, "dev">;
  /** A release on its way there, with one thing that is wrong. */
  readonly begin: (stage: Stage, released: Build) => Promise<{ built: Build; delivery: Delivery }>;
}

/** CI/CL-002 §11, §12, §15, §16: what must not get in. It follows the release of a service, v1.0.0. */
export const refusals: Scenario = {
  name: "refusals",
  title: "What must not get into stg or prod is refused, each by one gate",
  async run(stage, step) {
    const released = await releasedBuild(stage, firstOf(stage, "service"), "v1.0.0");
    for (const refusal of REFUSALS) {
      await step(`${refusal.what} is refused in ${refusal.into} by the gate ${refusal.gate}`, () =>
        refuse(stage, released, refusal),
      );
    }
  },
};

const REFUSALS: readonly Refusal[] = [
  {
    what: "a release with one approver",
    gate: "approvals",
    answer: "wait",
    into: "prod",
    begin: (stage, released) =>
      again(stage, released, async (run) => {
        const comment = await openTicket(stage, run.repository);
        await approve(stage, run, {
          environment: "prod-product",
          login: REVIEWERS.product,
          comment,
        });
      }),
  },
  {
    what: "a release that the same person approved twice",
    gate: "approvals",
    answer: "fail",
    into: "prod",
    begin: (stage, released) =>
      again(stage, released, async (run) => {
        const comment = await openTicket(stage, run.repository);
        for (const environment of ["prod-product", "prod"]) {
          await approve(stage, run, { environment, login: IN_BOTH_TEAMS, comment });
        }
      }),
  },
  {
    what: "a release without a ticket",
    gate: "change-ticket",
    answer: "fail",
    into: "prod",
    begin: (stage, released) =>
      again(stage, released, async (run) => {
        const comment = "looks good";
        await approve(stage, run, {
          environment: "prod-product",
          login: REVIEWERS.product,
          comment,
        });
        await approve(stage, run, { environment: "prod", login: REVIEWERS.security, comment });
      }),
  },
  {
    what: "a release that stg has not baked",
    gate: "bake",
    answer: "fail",
    into: "prod",
    begin: (stage, { workload }) => fresh(stage, "v1.0.1", "prod", workload),
  },
  {
    what: "a release with a red check",
    gate: "required-checks",
    answer: "fail",
    into: "stg",
    async begin(stage, { workload }) {
      const begun = await fresh(stage, "v1.0.2", "stg", workload);
      await stage.clock.sleep(60_000);
      reportChecks(stage, begun.built.release, "CodeQL");
      return begun;
    },
  },
  {
    what: "a release with a foreign signature",
    gate: "attestations",
    answer: "fail",
    into: "stg",
    async begin(stage, { workload }) {
      const { built } = await fresh(stage, "v1.0.3", "stg", workload);
      const { repositoryId } = workload;
      const foreign = { identity: "evil/evil/.github/workflows/a.yml", repositoryId };
      const attestations = await attest(stage, built.release, () => foreign);
      const forged = { ...built, attestations };
      return { built: forged, delivery: deliveryOf(stage, forged, "stg") };
    },
  },
  {
    what: "a release with another digest than the signed one",
    gate: "attestations",
    answer: "fail",
    into: "stg",
    async begin(stage, { workload }) {
      const signed = await fresh(stage, "v1.0.4", "stg", workload);
      const { built } = await fresh(stage, "v1.0.5", "stg", workload);
      const changed = { ...built, attestations: signed.built.attestations };
      return { built: changed, delivery: deliveryOf(stage, changed, "stg") };
    },
  },
  {
    what: "a release in a freeze",
    gate: "window",
    answer: "wait",
    into: "prod",
    async begin(stage, released) {
      const { built, delivery } = await again(stage, released, (run) =>
        approveAll(stage, "prod", run),
      );
      const { changeCalendar } = delivery.settings;
      const today = stage.clock.now().toISOString().slice(0, 10);
      const freeze = { start: `${today}T00:00`, duration: "P7D", reason: "the books are closed" };
      const calendar = { ...changeCalendar, freezes: [...changeCalendar.freezes, freeze] };
      const settings = { ...delivery.settings, changeCalendar: calendar };
      return { built, delivery: { ...delivery, settings } };
    },
  },
];

/** The release that is in prod already, promoted once more by another run. */
async function again(
  stage: Stage,
  released: Build,
  review: (run: Delivery["run"]) => Promise<void>,
): Promise<{ built: Build; delivery: Delivery }> {
  const run = startRun(stage, released.release);
  await review(run);
  return { built: released, delivery: deliveryOf(stage, released, "prod", run) };
}

/** A release that was never promoted, with every approval of an environment. */
async function fresh(
  stage: Stage,
  version: string,
  into: Environment,
  workload: Build["workload"],
): Promise<{ built: Build; delivery: Delivery }> {
  const built = await build(stage, workload, version);
  const delivery = deliveryOf(stage, built, into);
  await approveAll(stage, into, delivery.run);
  return { built, delivery };
}

async function refuse(
  stage: Stage,
  released: Build,
  { begin, into, gate, answer }: Refusal,
): Promise<readonly string[]> {
  const { built, delivery } = await begin(stage, released);
  const before = new Set(contentsOf(stage, into));
  let answers: readonly GateAnswer[] = [];
  const outcome = await promoteRelease(delivery, built.release, (report) => {
    ({ answers } = report);
  });
  const refused = answers.filter((each) => each.answer.kind !== "pass");
  const said = refused.map((each) => [each.gate, each.answer.kind]);
  holds("gates asked", answers.length, into === "prod" ? 14 : 8);
  holds("gates that refuse", said, [[gate, answer]]);
  holds("outcome", outcome.kind, answer === "wait" ? "waits" : "ended");
  const changed = contentsOf(stage, into).filter((each) => !before.has(each));
  holds("what has changed in the account", changed, []);
  return refused.flatMap((each) => each.answer.reasons);
}

/** Everything in an account but its sessions, and the promotion's own record and ledger. */
function contentsOf({ accounts, settings }: Stage, environment: Environment): readonly string[] {
  const { ledger, promotions } = platformNames(settings[environment]);
  return accounts[environment].cloud
    .list()
    .filter(({ type }) => type !== "sandbox:sts/session")
    .map((each) => JSON.stringify(each))
    .filter((text) => !text.includes(ledger) && !text.includes(promotions));
}
