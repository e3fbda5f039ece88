import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConfigNamespace } from "../../../components/workload/config-namespace";
import { parseWorkload } from "../../../infra/catalog/parse";
import { identityOf, shapeOf } from "../../../infra/catalog/workload";
import { type Context, contextOf } from "../../../infra/context";
import { workload as entry } from "../../fixtures/catalog/ingest-worker";
import { settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, type RecordedResource, record } from "../../support/record";

const KEY = "arn:aws:kms:ca-central-1:222222222222:key/config";
const PARAMETER = "aws:ssm/parameter:Parameter";
const SECRET = "aws:secretsmanager/secret:Secret";

const workload = parseWorkload(
  {
    ...entry,
    config: { "log-level": { dev: "debug", stg: "info", prod: "warn" }, region: "everywhere" },
    secrets: { "database-url": {}, "upstream-token": {} },
  },
  "ingest-worker",
);

function contextWith(environment: "dev" | "stg" | "prod", changes: object = {}): Context {
  return contextOf(settingsOf(environment, changes), identityOf(workload));
}

function namespaceIn(context: Context, opts = {}): Promise<RecordedResource[]> {
  const args = { context, workload, configKeyArn: KEY };
  return record(() => new ConfigNamespace("ingest-worker", args, opts));
}

describe("ConfigNamespace", () => {
  it("[§9] makes a parameter for each key, encrypted with the environment's key", async () => {
    const context = contextWith("stg");
    const made = await namespaceIn(context);
    const { value, ...inputs } = only(made, PARAMETER, "ingest-worker-config-log-level").inputs;

    expect(inputs).to.deep.equal({
      name: "/nc/stg/ingest-worker/config/log-level",
      type: "SecureString",
      keyId: KEY,
      tier: "Standard",
      tags: context.tags("config-log-level"),
    });
    // The provider's own class marks the value as a secret of the state.
    expect(value).to.include({ value: "info" });
  });

  for (const [environment, level] of Object.entries({ dev: "debug", stg: "info", prod: "warn" })) {
    it(`[§9] gives ${environment} its own value, or the one for all`, async () => {
      const made = await namespaceIn(contextWith(environment as "dev"));
      const parameterValue = (key: string) =>
        only(made, PARAMETER, `ingest-worker-config-${key}`).inputs.value.value;

      expect([parameterValue("log-level"), parameterValue("region")]).to.deep.equal([
        level,
        "everywhere",
      ]);
    });
  }

  it("[§9] makes a secret for each key, encrypted, and no value of it", async () => {
    const context = contextWith("stg");
    const made = await namespaceIn(context);

    expect(only(made, SECRET, "ingest-worker-secret-database-url").inputs).to.deep.equal({
      name: "/nc/stg/ingest-worker/secret/database-url",
      kmsKeyId: KEY,
      recoveryWindowInDays: 30,
      tags: context.tags("secret-database-url"),
    });
    const types = new Set(made.map(({ type }) => type));
    expect(types).to.deep.equal(new Set(["nc:workload:ConfigNamespace", PARAMETER, SECRET]));
  });

  it("[§3] has each secret copied to the DR region, where it is given that region's key", async () => {
    const replicaKeyArn = "arn:aws:kms:us-east-1:222222222222:key/config";
    const args = { context: contextWith("stg"), workload, configKeyArn: KEY, replicaKeyArn };
    const made = await record(() => new ConfigNamespace("ingest-worker", args));

    expect(only(made, SECRET, "ingest-worker-secret-database-url").inputs.replicas).to.deep.equal([
      { region: "us-east-1", kmsKeyId: replicaKeyArn },
    ]);
    expect(only(made, SECRET, "ingest-worker-secret-database-url").inputs.kmsKeyId).to.equal(KEY);
  });

  const protections = [
    { protect: true, days: 30 },
    { protect: false, days: 0 },
  ];
  for (const { protect, days } of protections) {
    it(`keeps a deleted secret ${days} days where protect is ${protect}`, async () => {
      const { optionsOf, opts } = recordOptions();
      const made = await namespaceIn(contextWith("stg", { protect }), opts);
      const secret = only(made, SECRET, "ingest-worker-secret-database-url");

      expect(secret.inputs.recoveryWindowInDays).to.equal(days);
      expect(optionsOf.get(SECRET)?.protect).to.equal(protect);
    });
  }

  it("tells where each key is", async () => {
    const keys: Record<string, string[]> = {};
    const arns: string[] = [];
    await record(() => {
      const args = { context: contextWith("stg"), workload, configKeyArn: KEY };
      const { parameterArns, secretArns } = new ConfigNamespace("ingest-worker", args);
      keys.parameters = Object.keys(parameterArns);
      keys.secrets = Object.keys(secretArns);
      parameterArns["log-level"]?.apply((arn) => arns.push(arn));
    });

    expect(keys).to.deep.equal({
      parameters: ["log-level", "region"],
      secrets: ["database-url", "upstream-token"],
    });
    expect(arns).to.deep.equal([
      "arn:aws:ssm:ca-central-1:222222222222:parameter/nc/stg/ingest-worker/config/log-level",
    ]);
  });

  it("keeps what only earlier revisions read: a parameter's value, and a secret without protection", async () => {
    const context = contextWith("prod", { protect: true });
    const kept = { ...workload, config: {}, secrets: { "upstream-token": {} } };
    const shapes = [shapeOf(kept), shapeOf(workload)] as const;
    const options: Record<string, pulumi.CustomResourceOptions> = {};
    const transformations: pulumi.ResourceTransformation[] = [
      ({ name, opts }) => {
        options[name] = opts;
        return undefined;
      },
    ];
    const keys: string[] = [];
    const made = await record(() => {
      const args = { context, workload: kept, shapes, configKeyArn: KEY };
      const { parameterArns, secretArns } = new ConfigNamespace("of", args, { transformations });
      keys.push(...Object.keys(parameterArns), ...Object.keys(secretArns));
    });

    expect(keys).to.deep.equal(["upstream-token"]);
    const { value, ...inputs } = only(made, PARAMETER, "of-config-log-level").inputs;
    expect(inputs).to.deep.equal({
      name: "/nc/prod/ingest-worker/config/log-level",
      type: "SecureString",
      keyId: KEY,
      tier: "Standard",
      tags: context.tags("config-log-level"),
    });
    expect(value).to.include({ value: "removed" });
    expect(options["of-config-log-level"]?.ignoreChanges).to.deep.equal(["value"]);
    expect(only(made, SECRET, "of-secret-database-url").inputs).to.deep.equal({
      name: "/nc/prod/ingest-worker/secret/database-url",
      kmsKeyId: KEY,
      recoveryWindowInDays: 30,
      tags: context.tags("secret-database-url"),
    });
    expect(options["of-secret-database-url"]?.protect).to.equal(false);
    expect(options["of-secret-upstream-token"]?.protect).to.equal(true);
  });

  it("rejects a value that no standard parameter holds", async () => {
    const long = { ...workload, config: { motd: "é".repeat(2049) } };
    const build = () =>
      new ConfigNamespace("ingest-worker", {
        context: contextWith("stg"),
        workload: long,
        configKeyArn: KEY,
      });

    await record(() => {
      expect(build).to.throw("size of config.motd is 4098: expected at most 4096 bytes");
    });
  });
});
