import { expect } from "chai";
import { parseWorkload } from "../../../infra/catalog/parse";
import type { Workload, WorkloadEntry } from "../../../infra/catalog/workload";
import {
  planVariables,
  platformVariables,
  previewVariables,
  repositoryVariables,
  suffixed,
  workloadVariables,
} from "../../../infra/github/variables";
import { workload as adapter } from "../../fixtures/catalog/api-adapter";
import { workload as queue } from "../../fixtures/catalog/audit-queue";
import { workload as core } from "../../fixtures/catalog/core";
import { settingsOf } from "../../support/contexts";

const stg = settingsOf("stg");
const of = (entry: WorkloadEntry) => workloadVariables(stg, parseWorkload(entry, entry.name));
const BACKEND = "s3://nc-platform-stg-pulumi-222222222222?region=ca-central-1&awssdk=v2";

describe("variables", () => {
  it("[§4] a function's job knows its role and where zips are", () => {
    expect(of(adapter)).to.deep.equal({
      AWS_ROLE_ARN: "arn:aws:iam::222222222222:role/nc-api-adapter-stg-gha-deploy-role",
      ARTIFACT_BUCKET: "nc-platform-stg-artifacts-222222222222",
    });
  });

  it("what ships an image and wheels knows the cluster and both registries", () => {
    expect(of(queue)).to.deep.equal({
      AWS_ROLE_ARN: "arn:aws:iam::222222222222:role/nc-audit-queue-stg-gha-deploy-role",
      ARTIFACT_BUCKET: "nc-platform-stg-artifacts-222222222222",
      ECS_CLUSTER: "nc-core",
      IMAGE_REPOSITORY: "222222222222.dkr.ecr.ca-central-1.amazonaws.com/nc-audit-queue-stg-image",
      WHEELS_DOMAIN: "nc-platform-stg-wheels",
      WHEELS_REGION: "us-east-1",
      WHEELS_REPOSITORY: "nc-platform-stg-wheels",
    });
  });

  it("[§6] a Terraform stack knows its state and lock", () => {
    expect(of(core)).to.deep.equal({
      AWS_ROLE_ARN: "arn:aws:iam::222222222222:role/nc-core-stg-gha-deploy-role",
      ARTIFACT_BUCKET: "nc-platform-stg-artifacts-222222222222",
      TERRAFORM_LOCK_TABLE: "nc-platform-stg-terraform-locks",
      TERRAFORM_STATE_BUCKET: "nc-platform-stg-terraform-state-222222222222",
      TERRAFORM_STATE_KEY: "core/terraform.tfstate",
    });
  });

  it("the platform applies with its deploy role and plans with one that only reads", () => {
    expect(platformVariables(stg)).to.deep.equal({
      AWS_ROLE_ARN: "arn:aws:iam::222222222222:role/gha-deploy-role",
      PULUMI_BACKEND_URL: BACKEND,
    });
    expect(planVariables(stg)).to.deep.equal({
      AWS_ROLE_ARN: "arn:aws:iam::222222222222:role/gha-preview-role",
      PULUMI_BACKEND_URL: BACKEND,
    });
    expect(previewVariables(stg)).to.deep.equal({
      AWS_PREVIEW_ROLE_ARN: "arn:aws:iam::222222222222:role/gha-preview-role",
      PULUMI_BACKEND_URL: BACKEND,
    });
  });

  it("keeps the names of a repository's one workload and tells those of several apart", () => {
    const [first, second] = [parseWorkload(core, "core"), parseWorkload(queue, "audit-queue")];
    const keys = (name: string, ...workloads: Workload[]) =>
      Object.keys(repositoryVariables(stg, { name, id: 1, workloads })).filter((key) =>
        /^(AWS|PULUMI)/.test(key),
      );

    expect(keys("infrastructure", first)).to.deep.equal(["AWS_ROLE_ARN"]);
    expect(keys("infrastructure", first, second)).to.deep.equal([
      "AWS_ROLE_ARN_CORE",
      "AWS_ROLE_ARN_AUDIT_QUEUE",
    ]);
    expect(keys("nc-platform")).to.deep.equal(["AWS_ROLE_ARN", "PULUMI_BACKEND_URL"]);
    expect(keys("nc-platform", first)).to.deep.equal([
      "AWS_ROLE_ARN_CORE",
      "AWS_ROLE_ARN",
      "PULUMI_BACKEND_URL",
    ]);
    expect(suffixed("ROLE", "dev")).to.equal("ROLE_DEV");
  });
});
