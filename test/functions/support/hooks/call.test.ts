import { expect } from "chai";
import fc from "fast-check";
import { readCall } from "../../../../functions/support/hooks/call";
import { InvalidInput } from "../../../../infra/problems";

const ECS = "arn:aws:ecs:ca-central-1:111111111111";

/** Amazon ECS developer guide, "Lifecycle hooks for Amazon ECS service deployments". */
const OF_ECS = {
  executionId: "a635edb5-a66b-4f44-bf3f-fcee4b3641a5",
  lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
  resourceArn: `${ECS}:service-deployment/nc-core/nc-a-dev-service/TFX5sH9q9XDboDTOv0rIt`,
  executionDetails: {
    testTrafficWeights: {},
    productionTrafficWeights: {},
    serviceArn: `${ECS}:service/nc-core/nc-a-dev-service`,
    targetServiceRevisionArn: `${ECS}:service-revision/nc-core/nc-a-dev-service/9386398427419951854`,
  },
};

describe("the call of a hook", () => {
  it("[§7.1] is read as CodeDeploy makes it, and as ECS does", () => {
    expect(readCall({ DeploymentId: "d-1", LifecycleEventHookExecutionId: "e-1" })).to.deep.equal({
      by: "codedeploy",
      deployment: "d-1",
      execution: "e-1",
    });
    expect(readCall(OF_ECS)).to.deep.equal({
      by: "ecs",
      deployment: OF_ECS.resourceArn,
      service: OF_ECS.executionDetails.serviceArn,
      revision: OF_ECS.executionDetails.targetServiceRevisionArn,
    });
  });

  it("is refused with every problem", () => {
    expect(() => readCall({ DeploymentId: "" })).to.throw(
      InvalidInput,
      /DeploymentId is "": [\s\S]*LifecycleEventHookExecutionId is missing: /,
    );
    const other = { ...OF_ECS, resourceArn: "arn:aws:s3:::bucket" };
    expect(() => readCall(other)).to.throw(InvalidInput, /resourceArn is "arn:aws:s3:::bucket": /);
  });

  it("is read or refused, and nothing else, whatever comes", () => {
    const near = fc.record(
      {
        DeploymentId: fc.anything(),
        LifecycleEventHookExecutionId: fc.anything(),
        lifecycleStage: fc.anything(),
        resourceArn: fc.string(),
        executionDetails: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), near), (event) => {
        try {
          expect(readCall(event).by).to.be.oneOf(["codedeploy", "ecs"]);
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
      { numRuns: 500 },
    );
  });
});
