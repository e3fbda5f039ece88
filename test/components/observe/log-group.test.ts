import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { logGroup } from "../../../components/observe/log-group";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, INGEST, settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const TYPE = "aws:cloudwatch/logGroup:LogGroup";
const logsKeyArn = "arn:aws:kms:ca-central-1:333333333333:key/logs";

async function made(context = contextIn("prod", INGEST), logGroupName?: string) {
  const { optionsOf, opts } = recordOptions();
  const all = await record(() =>
    logGroup("logs", { context, key: "tasks", logsKeyArn, logGroupName }, opts),
  );
  return { inputs: only(all, TYPE, "logs").inputs, options: optionsOf.get(TYPE) };
}

describe("logGroup", () => {
  it("is encrypted, kept as long as the settings say, and protected", async () => {
    const { inputs, options } = await made();

    expect(inputs).to.deep.equal({
      name: "/nc/prod/ingest-worker/logs/tasks",
      retentionInDays: 365,
      kmsKeyId: logsKeyArn,
      deletionProtectionEnabled: true,
      tags: contextIn("prod", INGEST).tags("tasks"),
    });
    expect(options?.protect).to.equal(true);
  });

  it("can be deleted where the environment is not protected", async () => {
    const context = contextOf(settingsOf("dev", { protect: false }), PLATFORM);
    const { inputs, options } = await made(context);

    expect(inputs.deletionProtectionEnabled).to.equal(false);
    expect(options?.protect).to.equal(false);
  });

  it("takes a name that AWS forces, and keeps the rest", async () => {
    const { inputs } = await made(undefined, "/aws/lambda/cwsyn-nc-1");

    expect(inputs).to.deep.include({ name: "/aws/lambda/cwsyn-nc-1", retentionInDays: 365 });
  });

  it("makes every log group of the program", () => {
    const files = readdirSync("components", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .filter((file) => readFileSync(`components/${file}`, "utf8").includes("cloudwatch.LogGroup("))
      .sort();
    expect(files).to.deep.equal(["observe/log-group.ts"]);
  });
});
