import { expect } from "chai";
import { type LedgerEvent, parseEvent } from "../../../delivery/ledger/events";
import { lastDeployedRelease } from "../../../delivery/ledger/last-deployed";

const RELEASES = ["v1.2.0", "v1.3.0", "v1.4.0"];

/** Identity of the release of a version. */
const idOf = (version: string) => `sha256:${String(RELEASES.indexOf(version)).repeat(64)}`;

/** The ledger of stg, where each of the versions got as far as a phase. */
function ledger(...phases: readonly (readonly [version: string, phase: string])[]): LedgerEvent[] {
  const at = "2026-03-02T09:00:00.000Z";
  const common = { at, environment: "stg", app: "Neurocipher", workload: "billing", writer: "run" };
  const made = RELEASES.map((version) => {
    const own = { version, commit: "a".repeat(40), taggedAt: at, release: idOf(version) };
    return parseEvent({ ...common, type: "release-made", ...own });
  });
  const promoted = phases.map(([version, phase]) => {
    const own = { promotion: `p-${version}`, phase, release: idOf(version) };
    return parseEvent({ ...common, type: "promotion-phase", ...own });
  });
  return [...made, ...promoted];
}

describe("the release that was deployed last", () => {
  it("[§8] is the newest whose bake began, whatever became of it", () => {
    const first = [
      ["v1.2.0", "baking"],
      ["v1.2.0", "succeeded"],
    ] as const;
    const events = ledger(...first, ["v1.3.0", "baking"], ["v1.3.0", "rolled-back"]);
    expect(lastDeployedRelease(events, "v1.4.0")).to.equal("v1.3.0");
  });

  it("is none whose deployment failed: what it could not migrate may be mended", () => {
    const events = ledger(["v1.2.0", "baking"], ["v1.3.0", "deploying"], ["v1.3.0", "failed"]);
    expect(lastDeployedRelease(events, "v1.4.0")).to.equal("v1.2.0");
    expect(lastDeployedRelease(ledger(["v1.3.0", "failed"]), "v1.4.0")).to.equal(undefined);
  });

  it("is not the one that is made, whose run is run again", () => {
    const events = ledger(["v1.3.0", "baking"], ["v1.4.0", "baking"]);
    expect(lastDeployedRelease(events, "v1.4.0")).to.equal("v1.3.0");
  });
});
