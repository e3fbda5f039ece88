import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { bucketSteps } from "../../delivery/adapters/aws/bootstrap/bucket";
import { keySteps } from "../../delivery/adapters/aws/bootstrap/key";
import { roleSteps } from "../../delivery/adapters/aws/bootstrap/role";
import { AwsClients } from "../../delivery/adapters/aws/clients";
import { backendOf } from "../../delivery/bootstrap/backend";
import { takeSteps } from "../../delivery/bootstrap/step";
import { nc as runNc } from "../delivery/commands/support/command-line";
import { settingsOf } from "../support/contexts";
import { type Moto, motoFor } from "../support/moto";

/** The account that moto has where nothing else is said. */
const ACCOUNT = "123456789012";
const BUCKET = `nc-platform-dev-pulumi-${ACCOUNT}`;

describe("bootstrap of an account", () => {
  let moto: Moto;
  let clients: AwsClients;
  before(async function () {
    moto = await motoFor(this);
  });
  after(() => moto?.stop());
  beforeEach(async () => {
    await reset();
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    clients = new AwsClients({ region: "ca-central-1", endpoint: moto.url, credentials });
  });
  afterEach(() => clients.destroy());

  /** Makes the account a new one. */
  const reset = () => fetch(`${moto.url}/moto-api/reset`, { method: "POST" });

  const backend = backendOf(
    settingsOf("dev", {
      accountId: ACCOUNT,
      certificateArn: `arn:aws:acm:ca-central-1:${ACCOUNT}:certificate/1234`,
    }),
  );
  const steps = (of = backend) => [
    ...keySteps(clients, of),
    ...bucketSteps(clients, of),
    ...roleSteps(clients, of, `arn:aws:iam::${ACCOUNT}:root`),
  ];

  /** All that a bootstrap makes, as AWS shows it. */
  async function account({ bucket: Bucket, keyAlias, role: RoleName } = backend) {
    const [kms, s3, iam] = [await clients.kms(), await clients.s3(), await clients.iam()];
    const { Aliases = [] } = await kms.listAliases({});
    const KeyId = Aliases.find(({ AliasName }) => AliasName === keyAlias)?.TargetKeyId ?? "";
    const own = { Bucket };
    const { KeyMetadata } = await kms.describeKey({ KeyId });
    const encryption = await s3.getBucketEncryption(own);
    const { Policy = "" } = await s3.getBucketPolicy(own);
    const { Role } = await iam.getRole({ RoleName });
    const attached = await iam.listAttachedRolePolicies({ RoleName });
    return {
      rotates: (await kms.getKeyRotationStatus({ KeyId })).KeyRotationEnabled,
      keyTags: (await kms.listResourceTags({ KeyId })).Tags,
      encryption: encryption.ServerSideEncryptionConfiguration?.Rules?.map((rule) => [
        rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
        rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID === KeyMetadata?.Arn,
        rule.BucketKeyEnabled,
      ]),
      location: (await s3.getBucketLocation(own)).LocationConstraint,
      versions: (await s3.getBucketVersioning(own)).Status,
      access: (await s3.getPublicAccessBlock(own)).PublicAccessBlockConfiguration,
      denied: JSON.parse(Policy).Statement[0].Condition,
      bucketTags: (await s3.getBucketTagging(own)).TagSet?.length,
      trust: JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).Statement,
      session: Role?.MaxSessionDuration,
      policies: attached.AttachedPolicies?.map(({ PolicyArn }) => PolicyArn),
    };
  }

  const tag = (TagKey: string, TagValue: string) => ({ TagKey, TagValue });
  const WHOLE = {
    rotates: true,
    encryption: [["aws:kms", true, true]],
    location: "ca-central-1",
    versions: "Enabled",
    access: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    denied: { Bool: { "aws:SecureTransport": "false" } },
    bucketTags: 8,
    trust: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: "sts:AssumeRole",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      },
    ],
    session: 3600,
    policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  };

  it("ends the same wherever a run before it was killed, and changes nothing the second time", async () => {
    const count = steps().length;
    expect(count).to.equal(11);
    for (let killedAfter = 0; killedAfter <= count; killedAfter += 1) {
      const named = (name: string) => `${name}-${killedAfter}`;
      const own = {
        ...backend,
        bucket: named(backend.bucket),
        keyAlias: named(backend.keyAlias),
        keyTags: { ...backend.keyTags, Name: named(backend.keyTags.Name) },
        role: named(backend.role),
      };
      await takeSteps(steps(own).slice(0, killedAfter), true);
      const states = (await takeSteps(steps(own), true)).map(({ state }) => state);
      const expected = Array.from({ length: count }, (_, at) =>
        at < killedAfter ? "there" : "made",
      );
      expect(states, `killed after ${killedAfter}`).to.deep.equal(expected);
      const { keyTags, ...rest } = await account(own);
      expect(rest, `killed after ${killedAfter}`).to.deep.equal(WHOLE);
      expect(keyTags).to.deep.include({ TagKey: "Name", TagValue: own.keyTags.Name });
      const again = await takeSteps(steps(own), true);
      expect(again.every(({ state }) => state === "there")).to.equal(true);
      const { Keys } = await (await clients.kms()).listKeys({});
      expect(Keys).to.have.length(killedAfter + 1);
    }
  });

  it("mends what somebody has changed", async () => {
    await takeSteps(steps(), true);
    const s3 = await clients.s3();
    await s3.deletePublicAccessBlock({ Bucket: BUCKET });
    await s3.putBucketVersioning({
      Bucket: BUCKET,
      VersioningConfiguration: { Status: "Suspended" },
    });
    const changed = (await takeSteps(steps(), true)).filter(({ state }) => state === "made");
    expect(changed.map(({ what }) => what)).to.deep.equal([
      "its block of public access",
      "its versions",
    ]);
    const { keyTags: _, ...rest } = await account();
    expect(rest).to.deep.equal(WHOLE);
  });

  /** Runs `nc bootstrap` in a project whose dev is in the account `id`. */
  async function nc(id: string, ...words: string[]) {
    const folder = mkdtempSync(join(tmpdir(), "nc-bootstrap-"));
    cpSync("Pulumi.yaml", join(folder, "Pulumi.yaml"));
    const text = readFileSync("test/fixtures/settings/Pulumi.dev.yaml", "utf8");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), text.replaceAll("111111111111", id));
    const env = {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    const line = ["bootstrap", "--environment", "dev", ...words];
    const { code, out, err } = await runNc(line, env, pathToFileURL(`${folder}/`));
    rmSync(folder, { recursive: true });
    return { code, said: out + err };
  }

  it("is shown by nc, and made only where that is said", async () => {
    const missing = await nc(ACCOUNT, "--dry-run");
    expect(missing.code).to.equal(0);
    expect(missing.said.match(/^missing /gm)).to.have.length(11);
    const asked = await nc(ACCOUNT);
    expect(asked.code).to.equal(3);
    expect(asked.said).to.match(/nc bootstrap --environment dev --yes\n$/);
    expect((await (await clients.kms()).listKeys({})).Keys).to.deep.equal([]);

    const made = await nc(ACCOUNT, "--yes");
    expect(made.code).to.equal(0);
    expect(made.said.match(/^made /gm)).to.have.length(11);
    expect(made.said).to.include(
      [
        `pulumi login 's3://${BUCKET}?region=ca-central-1&awssdk=v2'`,
        "pulumi stack init dev --secrets-provider 'awskms://alias/nc-platform-dev-pulumi?region=ca-central-1'",
        "",
      ].join("\n"),
    );
    const { keyTags, ...rest } = await account();
    expect(rest).to.deep.equal(WHOLE);
    expect(keyTags).to.deep.equal([
      tag("App", "Neurocipher"),
      tag("Service", "platform"),
      tag("Env", "dev"),
      tag("Owner", "release-eng"),
      tag("CostCenter", "CC-1000"),
      tag("Compliance", "Yes"),
      tag("Name", "nc-platform-dev-pulumi"),
      tag("DataClass", "synthetic"),
    ]);
    expect((await nc(ACCOUNT)).said.match(/^there /gm)).to.have.length(11);
  });

  it("makes nothing in another account, or for somebody who is nobody", async () => {
    expect(await nc("111111111111", "--yes")).to.deep.equal({
      code: 1,
      said: [
        "bootstrap:",
        `  the account of the credentials is "${ACCOUNT}": expected 111111111111, the account of dev`,
        "",
      ].join("\n"),
    });
    expect(await nc(ACCOUNT, "--yes", "--trust", "*")).to.deep.equal({
      code: 2,
      said: 'nc bootstrap:\n  --trust is "*": expected the ARN of a user, a role, or an account\'s root\n',
    });
    expect((await (await clients.kms()).listKeys({})).Keys).to.deep.equal([]);
  });
});
