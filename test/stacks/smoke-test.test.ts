import { expect } from "chai";
import { ecsAppSpec, lambdaAppSpec } from "../../delivery/adapters/aws/deploy/code-deploy/app-spec";
import { parseCatalog } from "../../infra/catalog/parse";
import { parseReleaseContract } from "../../infra/release/contract";
import { environment } from "../../stacks/environment";
import { workload as apiAdapter } from "../fixtures/catalog/api-adapter";
import { workload as ingestWorker } from "../fixtures/catalog/ingest-worker";
import { settingsOf } from "../support/contexts";
import { only, record } from "../support/record";

/** A function that answers no requests. */
const importer = {
  ...apiAdapter,
  name: "importer",
  repository: "importer",
  repositoryId: 700_000_099,
  http: undefined,
  checks: undefined,
};
const INLINE = "aws:iam/rolePolicy:RolePolicy";

describe("the function that tests new versions", () => {
  it("[§4] may call those of functions that have checks, and of no other", async () => {
    const catalog = parseCatalog({ "api-adapter": apiAdapter, importer });
    const made = await record(() => environment(settingsOf("dev"), catalog));
    const { Statement } = JSON.parse(only(made, INLINE, "smoke-test").inputs.policy);
    const invoked = Statement.filter(({ Action }: { Action: string[] }) =>
      Action.includes("lambda:InvokeFunction"),
    );
    expect(invoked.map(({ Resource }: { Resource: string }) => Resource)).to.deep.equal([
      ["arn:aws:lambda:ca-central-1:111111111111:function:nc-api-adapter-dev-function:*"],
    ]);
  });

  it("[§11] tests each service and function in dev before its users reach the new version", async () => {
    const catalog = parseCatalog({ "api-adapter": apiAdapter, "ingest-worker": ingestWorker });
    const made = await record(() => environment(settingsOf("dev"), catalog));
    const contract = (workload: string) => {
      const path = `/nc/dev/${workload}/config/release-contract`;
      const parameter = made.find(({ inputs }) => inputs.name === path);
      return parseReleaseContract(String(parameter?.inputs.insecureValue));
    };
    const service = contract("ingest-worker");
    const lambda = contract("api-adapter");
    if (service.kind !== "service" || service.rollout !== "codedeploy") throw new Error("another");
    if (lambda.kind !== "function") throw new Error("another kind");
    // CodeDeploy user guide, "AppSpec 'hooks' section": both are before production traffic.
    const hooksOf = (appSpec: string) => JSON.parse(appSpec).Hooks;
    expect(hooksOf(ecsAppSpec(service, "arn:td:2", service.hooks))).to.deep.include({
      AfterAllowTestTraffic: "nc-platform-dev-smoke-test",
    });
    expect(hooksOf(lambdaAppSpec({ contract: lambda, from: "1", to: "2" }))).to.deep.include({
      BeforeAllowTraffic: "nc-platform-dev-smoke-test",
    });
  });
});
