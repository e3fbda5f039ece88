import { expect } from "chai";
import { parameterContracts } from "../../../../delivery/adapters/aws/contracts";
import { s3Releases } from "../../../../delivery/adapters/aws/releases";
import {
  parseRelease,
  releaseId,
  releaseText,
} from "../../../../delivery/decisions/release/release";
import { findObject, objectVersions, putObject } from "../../../../sandbox/api/simulation/objects";
import { type Manifest, manifest } from "../../decisions/release/fixture";
import { deliveries } from "./support/deliveries";

const BUCKET = "nc-platform-stg-artifacts-111111111111";
const KEY = "core/manifest/v1.4.0/release.json";

const releaseOfCore = (fields: Partial<Manifest> = {}) =>
  parseRelease(manifest({ workload: "core", ...fields }));

describe("releases in an environment's artifact bucket", () => {
  const { api, clientsOf } = deliveries();
  const releases = () => {
    const clients = clientsOf("core");
    return s3Releases(clients, parameterContracts(clients, "stg"));
  };
  const messageOf = (call: Promise<unknown>) =>
    call.then(
      () => "it was not refused",
      (error: Error) => error.message,
    );

  it("[§15] are found as canonical JSON that was stored once, by the role that delivers the workload", async () => {
    const release = releaseOfCore();
    expect(await releases().find("core", "v1.4.0")).to.equal(undefined);
    await releases().put(release);
    await releases().put(release);

    expect(await releases().find("core", "v1.4.0")).to.deep.equal(release);
    expect(await releases().find("core", "v1.4")).to.equal(undefined);
    const [stored, ...others] = objectVersions(api.account, BUCKET, KEY);
    expect(others).to.deep.equal([]);
    expect(Buffer.from(stored?.content ?? "", "base64").toString()).to.equal(releaseText(release));
    expect(stored?.contentType).to.equal("application/json");
  });

  it("[§5] keep the release that a version has", async () => {
    const first = releaseOfCore();
    const second = releaseOfCore({ commit: "d".repeat(40) });
    await releases().put(first);

    expect(await messageOf(releases().put(second))).to.equal(
      [
        "the release:",
        `  identity is "${releaseId(second)}": expected ${releaseId(first)}, which is v1.4.0 of core already`,
      ].join("\n"),
    );
    expect(await releases().find("core", "v1.4.0")).to.deep.equal(first);
  });

  it("are refused where what is stored is not that release", async () => {
    const put = (text: string) =>
      putObject(
        api.account,
        {
          bucket: BUCKET,
          key: KEY,
          content: Buffer.from(text).toString("base64"),
          contentType: "application/json",
          metadata: {},
        },
        api.world.clock.now(),
      );
    put(releaseText(releaseOfCore({ workload: "other", version: "v1.5.0" })));
    expect(await messageOf(releases().find("core", "v1.4.0"))).to.equal(
      [
        `s3://${BUCKET}/${KEY}:`,
        '  workload is "other": expected core',
        '  version is "v1.5.0": expected v1.4.0',
      ].join("\n"),
    );
    put("no release");
    expect(await messageOf(releases().find("core", "v1.4.0"))).to.equal(
      `s3://${BUCKET}/${KEY}:\n  text is "no release": expected JSON`,
    );
  });

  it("are out of reach of another workload's role", async () => {
    const clients = clientsOf("audit-queue");
    const theirs = s3Releases(clients, {
      of: parameterContracts(clientsOf("core"), "stg").of,
    });
    expect(await messageOf(theirs.find("core", "v1.4.0"))).to.match(
      /^ListObjectsV2 of S3:\n {2}AccessDenied: /,
    );
    expect(await messageOf(theirs.put(releaseOfCore()))).to.match(
      /^PutObject of S3:\n {2}AccessDenied: /,
    );
    expect(findObject(api.account, BUCKET, KEY)).to.equal(undefined);
  });
});
