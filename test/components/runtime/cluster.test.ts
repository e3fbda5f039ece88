import { expect } from "chai";
import { Cluster } from "../../../components/runtime/cluster";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

const context = contextIn("prod");
const logsKeyArn = "arn:aws:kms:ca-central-1:333333333333:key/logs";
const make = () => record(() => new Cluster("cluster", { context, logsKeyArn }));

describe("Cluster", () => {
  it("[§7.1] is nc-core, with Container Insights and encrypted logs of what is typed in", async () => {
    expect(only(await make(), "aws:ecs/cluster:Cluster").inputs).to.deep.equal({
      name: "nc-core",
      settings: [{ name: "containerInsights", value: "enabled" }],
      configuration: {
        executeCommandConfiguration: {
          kmsKeyId: logsKeyArn,
          logging: "OVERRIDE",
          logConfiguration: {
            cloudWatchLogGroupName: "/nc/prod/platform/logs/execute-command",
            cloudWatchEncryptionEnabled: true,
          },
        },
      },
      tags: context.tags("cluster"),
    });
  });

  it("runs on Fargate, and on Spot only where a service asks for it", async () => {
    const type = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
    expect(only(await make(), type).inputs).to.deep.equal({
      clusterName: "nc-core",
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", base: 0, weight: 1 }],
    });
  });

  it("makes the log group that AWS names, encrypted and with a retention", async () => {
    const group = "aws:cloudwatch/logGroup:LogGroup";
    expect(only(await make(), group, "cluster-container-insights").inputs).to.deep.equal({
      name: "/aws/ecs/containerinsights/nc-core/performance",
      retentionInDays: 365,
      kmsKeyId: logsKeyArn,
      deletionProtectionEnabled: true,
      tags: context.tags("container-insights"),
    });
  });
});
