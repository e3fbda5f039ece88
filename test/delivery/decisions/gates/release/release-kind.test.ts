import { expect } from "chai";
import { releaseKindGate } from "../../../../../delivery/decisions/gates/release/release-kind";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import { manifest } from "../../release/fixture";
import { ask } from "../ask";

describe("the gate of the release's kind", () => {
  for (const [version, environment, kind] of [
    ["v1.4.0", "dev", "fail"],
    ["v1.4.0", "stg", "pass"],
    ["v1.4.0", "prod", "pass"],
    ["v1.4.0-rc.1", "dev", "pass"],
    ["v1.4.0-rc.1", "stg", "pass"],
    ["v1.4.0-rc.1", "prod", "fail"],
    ["v0.0.0-main.4711.1", "dev", "pass"],
    ["v0.0.0-main.4711.1", "stg", "fail"],
    ["v0.0.0-main.4711.1", "prod", "fail"],
  ] as const) {
    it(`[§5] answers ${kind} for ${version} before ${environment}`, () => {
      const release = parseRelease(manifest({ version }));
      expect(ask(releaseKindGate, {}, { release, environment }).kind).to.equal(kind);
    });
  }
});
