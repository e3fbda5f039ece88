import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  EncryptionKeys,
  type EncryptionKeysArgs,
} from "../../../components/security/encryption-keys";
import {
  KEY_PURPOSES,
  keyPolicy,
  REPLICATED_PURPOSES,
} from "../../../components/security/key-policy";
import { contextOf, PLATFORM } from "../../../infra/context";
import { resourceState } from "../../../sandbox/cloud/resource-state";
import { contextIn, settingsOf } from "../../support/contexts";
import { MOCK_LOCATION, only, record } from "../../support/record";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const PROD = "333333333333";
const readers = {
  accountId: PROD,
  roleArns: [`arn:aws:iam::${PROD}:role/nc-core-prod-gha-deploy-role`],
};

describe("EncryptionKeys", () => {
  it("[§9] makes one rotated key and one alias for each purpose, and nothing else", async () => {
    const context = contextIn("prod");
    const [self, ...made] = await record(() => new EncryptionKeys("keys", { context }));

    expect(self).to.include({ type: "nc:security:EncryptionKeys", name: "keys" });
    expect(made).to.have.length(2 * KEY_PURPOSES.length);
    for (const purpose of KEY_PURPOSES) {
      const place = purpose === "wheels" ? { region: "us-east-1" } : {};
      expect(only(made, KEY, `keys-${purpose}`).inputs).to.deep.equal({
        ...place,
        description: `Encrypts ${purpose} of prod`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        multiRegion: purpose === "artifacts" || purpose === "config",
        policy: keyPolicy(purpose, context, { logGroups: ["/nc/prod/*"] }),
        tags: context.tags(purpose),
      });
      expect(only(made, ALIAS, `keys-${purpose}`).inputs).to.deep.equal({
        ...place,
        name: `alias/nc-platform-prod-${purpose}`,
        targetKeyId: resourceState(only(made, KEY, `keys-${purpose}`), MOCK_LOCATION).id,
      });
    }
  });

  it("outputs the ARN of each key by its purpose", async () => {
    const arns: Record<string, string> = {};
    await record(() => {
      const keys = new EncryptionKeys("keys", { context: contextIn("prod") });
      for (const purpose of KEY_PURPOSES) {
        keys.arns[purpose].apply((arn) => {
          arns[purpose] = arn;
        });
      }
    });

    expect(Object.keys(arns)).to.have.members([
      "logs",
      "artifacts",
      "audit",
      "config",
      "messaging",
      "state",
      "wheels",
    ]);
    expect(new Set(Object.values(arns)).size).to.equal(KEY_PURPOSES.length);
  });

  for (const protect of [true, false]) {
    it(`${protect ? "protects" : "does not protect"} keys where protection is ${protect}`, async () => {
      const context = contextOf(settingsOf("dev", { protect }), PLATFORM);
      const shielded: pulumi.Input<boolean | undefined>[] = [];
      const transformations = [
        ({ type, opts }: pulumi.ResourceTransformationArgs) => {
          if (type === KEY) shielded.push(opts.protect);
          return undefined;
        },
      ];
      const made = await record(() => new EncryptionKeys("keys", { context }, { transformations }));

      expect(shielded).to.deep.equal(KEY_PURPOSES.map(() => protect));
      expect(only(made, KEY, "keys-logs").inputs.deletionWindowInDays).to.equal(protect ? 30 : 7);
    });
  }

  for (const dr of [true, false]) {
    it(`[§3] makes multi-Region keys of what DR copies, where DR is ${dr ? "on" : "off"}`, async () => {
      const context = contextOf(settingsOf("prod", { dr }), PLATFORM);
      const made = await record(() => new EncryptionKeys("keys", { context }));
      const multiRegion = KEY_PURPOSES.filter(
        (purpose) => only(made, KEY, `keys-${purpose}`).inputs.multiRegion === true,
      );

      expect(multiRegion).to.deep.equal(REPLICATED_PURPOSES);
    });
  }

  it("[§15] passes readers and log groups on to the policies that they are for", async () => {
    const context = contextIn("stg");
    const logGroups = ["/nc/stg/*", "/aws/ecs/containerinsights/nc-core/*"];
    const made = await record(
      () => new EncryptionKeys("keys", { context, logGroups, artifactReaders: readers }),
    );

    for (const purpose of KEY_PURPOSES) {
      const { policy } = only(made, KEY, `keys-${purpose}`).inputs;
      expect(policy).to.equal(keyPolicy(purpose, context, { logGroups, artifactReaders: readers }));
      expect(policy.includes(PROD)).to.equal(purpose === "artifacts");
    }
  });

  const account = "expected 12 digits, other than 222222222222";
  const roles = `expected ARNs of roles of ${PROD}, at least one and no wildcard`;
  const wildcard = `arn:aws:iam::${PROD}:role/*`;
  const foreign = "arn:aws:iam::444444444444:role/gha-deploy-role";
  const bad: [Partial<EncryptionKeysArgs>, string][] = [
    [
      { artifactReaders: { ...readers, accountId: "222222222222" } },
      `artifactReaders.accountId is "222222222222": ${account}`,
    ],
    [
      { artifactReaders: { ...readers, accountId: "*" } },
      `artifactReaders.accountId is "*": ${account}`,
    ],
    [{ artifactReaders: { ...readers, roleArns: [] } }, `artifactReaders.roleArns is []: ${roles}`],
    [
      { artifactReaders: { ...readers, roleArns: [wildcard] } },
      `artifactReaders.roleArns is ["${wildcard}"]: ${roles}`,
    ],
    [
      { artifactReaders: { ...readers, roleArns: [...readers.roleArns, foreign] } },
      `artifactReaders.roleArns is ["${readers.roleArns[0]}","${foreign}"]: ${roles}`,
    ],
  ];
  for (const [args, message] of bad) {
    it(`rejects: ${message}`, async () => {
      await record(() => {
        expect(() => new EncryptionKeys("keys", { context: contextIn("stg"), ...args })).to.throw(
          message,
        );
      });
    });
  }
});
