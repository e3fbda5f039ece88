import { expect } from "chai";
import type { LedgerEvent } from "../../../delivery/ledger/events";
import { releaseEverywhere } from "../../../delivery/ledger/release-everywhere";

const common = {
  at: "2026-03-02T15:00:00Z",
  environment: "prod",
  app: "Neurocipher",
  workload: "billing",
  writer: "run",
} as const;

/** A promotion of `v1.<minor>.0` that came to a phase, under the deployment `d-<minor>`. */
function promoted(minor: number, phase: "baking" | "succeeded" | "rolled-back"): LedgerEvent[] {
  const release = `sha256:${`${minor}`.repeat(64)}`;
  const own = { ...common, type: "promotion-phase", promotion: `p-${minor}`, release } as const;
  return [
    {
      ...common,
      type: "release-made",
      release,
      version: `v1.${minor}.0`,
      commit: "a".repeat(40),
      taggedAt: common.at,
    },
    { ...own, phase: "baking", deployment: `d-${minor}` },
    { ...own, phase },
  ];
}

/** A person undoes a deployment, after its promotion has succeeded. */
const undone = (minor: number): LedgerEvent => ({
  ...common,
  type: "rolled-back",
  deployment: `d-${minor}`,
  cause: "person",
  startedAt: common.at,
  productionPercent: 100,
});

describe("the release that is everywhere", () => {
  it("[§8] is the last whose promotion has succeeded, and not one that is still watched", () => {
    const events = [...promoted(1, "succeeded"), ...promoted(2, "succeeded")];
    expect(releaseEverywhere(events)).to.equal("v1.2.0");
    expect(releaseEverywhere([...events, ...promoted(3, "baking")])).to.equal("v1.2.0");
    expect(releaseEverywhere([...events, ...promoted(3, "rolled-back")])).to.equal("v1.2.0");
  });

  it("[§8] is the one before where it was undone later", () => {
    const events = [...promoted(1, "succeeded"), ...promoted(2, "succeeded"), undone(2)];
    expect(releaseEverywhere(events)).to.equal("v1.1.0");
    expect(releaseEverywhere([...events, undone(1)])).to.equal(undefined);
  });

  it("is none where nothing was promoted", () => {
    expect(releaseEverywhere([])).to.equal(undefined);
  });
});
