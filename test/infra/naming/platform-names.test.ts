import { expect } from "chai";
import { platformKeyAlias, platformNames } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";

describe("names that roles are granted by", () => {
  it("[§17] the platform's, once in an account", () => {
    expect(platformNames({ environment: "prod", accountId: "333333333333" })).to.deep.include({
      artifactBucket: "nc-platform-prod-artifacts-333333333333",
      artifactReplica: "nc-platform-prod-artifacts-dr-333333333333",
      terraformStateBucket: "nc-platform-prod-terraform-state-333333333333",
      pulumiBucket: "nc-platform-prod-pulumi-333333333333",
      lockTable: "nc-platform-prod-terraform-locks",
      wheelsDomain: "nc-platform-prod-wheels",
      wheelsRepository: "nc-platform-prod-wheels",
      boundary: "nc-platform-prod-boundary",
      pulumiKey: "alias/nc-platform-prod-pulumi",
    });
    expect(platformKeyAlias("dev", "artifacts")).to.equal("alias/nc-platform-dev-artifacts");
  });

  it("[§17] a workload's", () => {
    expect(workloadNames({ service: "audit-queue", environment: "stg" })).to.deep.include({
      repository: "nc-audit-queue-stg-image",
      service: "nc-audit-queue-stg-service",
      taskFamily: "nc-audit-queue-stg-task",
      taskRole: "nc-audit-queue-stg-task",
      executionRole: "nc-audit-queue-stg-execution",
      application: "nc-audit-queue-stg-delivery",
      deploymentGroup: "nc-audit-queue-stg-delivery",
      deploymentConfig: "nc-audit-queue-stg-delivery",
      function: "nc-audit-queue-stg-function",
      queue: "nc-audit-queue-stg-queue",
      deadLetterQueue: "nc-audit-queue-stg-dead-letters",
      schedule: "nc-audit-queue-stg-schedule",
      scheduleGroup: "nc-audit-queue-stg-schedule",
      scheduleRole: "nc-audit-queue-stg-schedule",
    });
  });
});
