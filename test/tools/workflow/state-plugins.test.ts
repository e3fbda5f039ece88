import { expect } from "chai";
import { expectedOf, foreignParts } from "../../../tools/workflow/state-plugins";
import { settingsOf } from "../../support/contexts";

const PLUGINS = [
  { name: "aws", version: "7.47.0" },
  { name: "aws", version: "7.48.0" },
  { name: "awsx", version: "3.9.0" },
  { name: "github", version: "6.15.0" },
];
const EXPECTED = expectedOf(settingsOf("prod"), PLUGINS);
const KEY = "awskms://alias/nc-platform-prod-pulumi?region=ca-central-1";

const AWS = { allowedAccountIds: '["333333333333"]', region: "ca-central-1", version: "7.48.0" };
const provider = (name: string, inputs: object, outputs: object = {}) => ({
  urn: `urn:pulumi:prod::nc-platform::pulumi:providers:${name}::p`,
  type: `pulumi:providers:${name}`,
  inputs,
  outputs,
});
const bucket = { urn: "urn:bucket", type: "aws:s3/bucket:Bucket", inputs: { bucket: "x" } };
const stateOf = (...resources: object[]) => ({
  version: 3,
  deployment: {
    secrets_providers: { type: "cloud", state: { url: KEY, encryptedkey: "x" } },
    resources: [bucket, ...resources],
  },
});
const found = (state: object) => foreignParts(state, EXPECTED).join("\n");

describe("what a state may make the engine run", () => {
  it("is the providers of the list, as the program configures them", () => {
    const own = stateOf(
      provider("aws", { ...AWS, __internal: {}, skipRegionValidation: "true" }, AWS),
      provider("aws", { ...AWS, region: "us-east-1", version: "7.47.0" }),
      provider("awsx", { version: "3.9.0", __internal: {} }, { version: "3.9.0" }),
      provider("github", {
        owner: "neurocipher",
        baseUrl: "https://api.github.com/",
        version: "6.15.0",
      }),
    );
    expect(found(own)).to.equal("");
  });

  it("is the engine's own provider, which has no config and no plugin", () => {
    expect(found(stateOf(provider("pulumi", {})))).to.equal("");
    const urn = "urn:pulumi:prod::nc-platform::pulumi:providers:pulumi::p";
    expect(found(stateOf(provider("pulumi", { version: "1.0.0" })))).to.equal(
      `${urn} is "pulumi": expected one of aws, awsx, github`,
    );
  });

  it("is nothing in a stack that has just been made", () => {
    expect(found({ version: 3, deployment: { manifest: {} } })).to.equal("");
  });

  const URL = "https://mallory.example";
  const foreign: Record<string, [resource: object, message: RegExp]> = {
    "a provider that is not in the list": [
      provider("random", { version: "4.0.0" }),
      /providers:random::p is "random": expected one of aws, awsx, github$/,
    ],
    "a provider whose code is in the state itself": [
      provider("pulumi-nodejs", { version: "3.243.0" }),
      /is "pulumi-nodejs"/,
    ],
    "a provider by another name": [provider("AWS", AWS), /is "AWS"/],
    "another version": [
      provider("aws", { ...AWS, version: "7.48.1" }),
      /inputs\.version is "7\.48\.1": expected 7\.47\.0 or 7\.48\.0$/,
    ],
    "a version of another provider": [provider("awsx", { version: "7.48.0" }), /expected 3\.9\.0$/],
    "no version": [
      provider("aws", { region: "ca-central-1" }),
      /inputs\.version is missing: expected 7\.47\.0 or 7\.48\.0$/,
    ],
    "an address to download it from": [
      provider("aws", { ...AWS, __internal: { pluginDownloadURL: URL } }),
      /inputs\.__internal is .*mallory.*: expected no value$/,
    ],
    "such an address, as older engines wrote it": [
      provider("aws", { ...AWS, pluginDownloadURL: URL }),
      /inputs\.pluginDownloadURL/,
    ],
    "such an address among the outputs": [
      provider("aws", AWS, { ...AWS, pluginDownloadURL: URL }),
      /outputs\.pluginDownloadURL/,
    ],
    "another account": [
      provider("aws", { ...AWS, allowedAccountIds: '["999999999999"]' }),
      /inputs\.allowedAccountIds is .*999999999999.*: expected \["333333333333"\]$/,
    ],
    "another endpoint": [
      provider("aws", { ...AWS, endpoints: `[{"s3":"${URL}"}]` }),
      /inputs\.endpoints is .*: expected no value$/,
    ],
    "a proxy": [provider("aws", { ...AWS, httpsProxy: URL }), /inputs\.httpsProxy/],
    "another role": [provider("aws", { ...AWS, assumeRoles: "[]" }), /inputs\.assumeRoles/],
    "another address of GitHub, which would get the App's token": [
      provider("github", { owner: "neurocipher", baseUrl: URL, version: "6.15.0" }),
      /inputs\.baseUrl is "https:\/\/mallory\.example": expected https:\/\/api\.github\.com\/$/,
    ],
  };
  for (const [what, [resource, message]] of Object.entries(foreign)) {
    it(`is not ${what}`, () => {
      expect(found(stateOf(resource))).to.match(message);
      const pending = stateOf();
      const operation = { resource, type: "creating" };
      const { deployment } = pending;
      const interrupted = { deployment: { ...deployment, pending_operations: [operation] } };
      expect(found(interrupted)).to.match(message);
    });
  }

  for (const [what, secrets_providers] of Object.entries({
    "another key": { type: "cloud", state: { url: KEY.replace("prod", "dev") } },
    "another service": { type: "cloud", state: { url: "hashivault://mallory" } },
    "a passphrase": { type: "passphrase", state: { salt: "x" } },
  })) {
    it(`is not ${what} for its secrets`, () => {
      const { deployment } = stateOf();
      expect(found({ deployment: { ...deployment, secrets_providers } })).to.match(
        /^secrets_providers is ".*": expected cloud awskms:\/\/alias\/nc-platform-prod-pulumi/,
      );
    });
  }

  for (const wrong of [null, [], {}, { deployment: { resources: "x" } }]) {
    it(`is not known from ${JSON.stringify(wrong)}`, () => {
      expect(() => foreignParts(wrong, EXPECTED)).to.throw(/^the state:\n/);
    });
  }
});
