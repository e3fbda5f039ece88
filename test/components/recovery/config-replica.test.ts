import { expect } from "chai";
import { ConfigReplica } from "../../../components/recovery/config-replica";
import { identityOf } from "../../../infra/catalog/workload";
import { contextOf } from "../../../infra/context";
import { loadTestCatalog } from "../../support/catalog";
import { settingsOf } from "../../support/contexts";
import { record } from "../../support/record";

const KEY = "arn:aws:kms:us-east-1:222222222222:key/config";
const catalog = await loadTestCatalog();

async function parametersOf(kind: string, config: Record<string, string>) {
  const workload = catalog.find((each) => each.kind === kind);
  if (!workload) throw new Error(`the catalog has no ${kind}`);
  const context = contextOf(settingsOf("stg"), identityOf(workload));
  const args = { context, workload: { ...workload, config }, keyArn: KEY };
  const made = await record(() => new ConfigReplica("it-dr", args));
  const parameters = made.filter(({ type }) => type === "aws:ssm/parameter:Parameter");
  return { context, parameters: parameters.map(({ inputs }) => inputs) };
}

describe("ConfigReplica", () => {
  it("[§3] makes each parameter once more, under its path, with the DR region's key", async () => {
    const { context, parameters } = await parametersOf("function", { "log-level": "info" });

    expect(parameters).to.have.length(1);
    const { value, ...inputs } = parameters[0] ?? {};
    expect(inputs).to.deep.equal({
      name: context.configPath("log-level"),
      type: "SecureString",
      keyId: KEY,
      tier: "Standard",
      tags: context.tags("config-log-level"),
    });
    // The provider's own class marks the value as a secret of the state.
    expect(value).to.include({ value: "info" });
  });

  it("[§3] has a switch of its own for a worker's intake", async () => {
    const { context, parameters } = await parametersOf("worker", {});

    expect(parameters.map(({ name, keyId }) => [name, keyId])).to.deep.equal([
      [context.configPath("intake"), KEY],
    ]);
  });

  it("makes nothing for a workload without parameters", async () => {
    expect((await parametersOf("terraform", {})).parameters).to.deep.equal([]);
  });
});
