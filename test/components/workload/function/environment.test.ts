import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { variables } from "../../../../components/workload/function/environment";
import { configOf } from "../../../support/environment-resources";
import { record } from "../../../support/record";
import { apiAdapter, contextOfAdapter } from "./api-adapter";

async function variablesWith(changes: object) {
  let found: unknown;
  await record(async () => {
    const context = contextOfAdapter("stg");
    const workload = apiAdapter(changes);
    const owner = new pulumi.ComponentResource("test:Owner", "owner");
    const made = pulumi.output(variables(owner, context, workload, configOf(context, workload)));
    made.apply((value) => {
      found = value;
    });
  });
  return found;
}

describe("a function's environment", () => {
  it("[§9] says where config and secrets are, and never what they are", async () => {
    expect(await variablesWith({})).to.deep.equal({
      NC_SERVICE: "api-adapter",
      NC_ENVIRONMENT: "stg",
      PARAMETER_LOG_LEVEL: "/nc/stg/api-adapter/config/log-level",
      SECRET_UPSTREAM_TOKEN:
        "arn:aws:secretsmanager:ca-central-1:222222222222:secret:" +
        "/nc/stg/api-adapter/secret/upstream-token-abcdef",
    });
  });

  it("holds no more than Lambda takes, and says how much it is", async () => {
    const keys = (count: number) =>
      Object.fromEntries([...Array(count).keys()].map((index) => [`k${index + 10}`, "x"]));
    const sizeOf = (made: object) => Object.entries(made).flat().join("").length;

    const fits = (await variablesWith({ config: keys(94), secrets: {} })) as object;
    expect(sizeOf(fits)).to.be.within(4000, 4096);
    const failure = await variablesWith({ config: keys(95), secrets: {} }).catch(
      (error: Error) => error.message,
    );
    expect(failure).to.equal(
      'config, secrets and links is "95, 0 and 0, in 4133 bytes": expected at most 4096 bytes of names',
    );
  });

  it("counts a secret as long as AWS makes its ARN", async () => {
    const secrets = (count: number) =>
      Object.fromEntries([...Array(count).keys()].map((index) => [`s${index + 10}`, {}]));
    const made = (await variablesWith({ config: {}, secrets: secrets(3) })) as object;
    const failure = await variablesWith({ config: {}, secrets: secrets(60) }).catch(
      (error: Error) => error.message,
    );
    const entries = Object.entries(made);
    const identity = entries.slice(0, 2).flat().join("").length;
    const each = (entries.flat().join("").length - identity) / 3;

    expect(failure).to.contain(`0, 60 and 0, in ${identity + 60 * each} bytes`);
  });
});
