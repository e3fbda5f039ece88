import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  checkedText,
  releaseContract,
  type WorkloadContract,
} from "../../../components/workload/release-contract";
import type { ReleaseContract } from "../../../infra/release/contract";
import { contextIn, INGEST } from "../../support/contexts";
import { only, record } from "../../support/record";
import { workerWith } from "./worker-contract";

const PARAMETER = "aws:ssm/parameter:Parameter";
const context = contextIn("stg", INGEST);
const SHAPE = { id: "0a1b2c3d4e5f", parameter: "/nc/stg/ingest-worker/config/released" };

/** What the parameter is made of, and what the program hands on. */
async function made(contract: WorkloadContract, wheels = false) {
  let handedOn: unknown;
  const all = await record(() => {
    const parent = new pulumi.ComponentResource("test:Parent", "parent");
    releaseContract(
      "ingest-worker",
      {
        context,
        workload: { repository: "ingest", wheels },
        shapeId: SHAPE.id,
        artifactBucket: "artifacts",
        contract: pulumi.output(contract),
      },
      { parent },
    ).apply((value) => {
      handedOn = value;
    });
  });
  return { inputs: only(all, PARAMETER, "ingest-worker-release-contract").inputs, handedOn };
}

describe("releaseContract", () => {
  it("is one plain parameter of the tier Standard, beside the config of its workload", async () => {
    const { insecureValue, ...inputs } = (await made(workerWith(3))).inputs;

    expect(inputs).to.deep.equal({
      name: "/nc/stg/ingest-worker/config/release-contract",
      description: "What a release of ingest-worker needs to know of stg",
      type: "String",
      tier: "Standard",
      tags: context.tags("release-contract"),
    });
  });

  it("holds what is common to all kinds, and the workload's own part", async () => {
    const { inputs, handedOn } = await made(workerWith(3));
    const common = {
      version: 1,
      service: "ingest-worker",
      environment: "stg",
      repository: "neurocipher/ingest",
      artifactBucket: "artifacts",
      shape: SHAPE,
    };

    expect(JSON.parse(inputs.insecureValue)).to.deep.equal({ ...common, ...workerWith(3) });
    expect(handedOn).to.deep.equal(JSON.parse(inputs.insecureValue));
    expect(inputs.insecureValue).to.match(/^\{"alarms":\{"bake":\[/);
  });

  it("[§15] says where wheels are, where the workload has one", async () => {
    const { inputs } = await made(workerWith(3), true);
    const { wheels }: Pick<ReleaseContract, "wheels"> = JSON.parse(inputs.insecureValue);

    expect(wheels).to.deep.equal({
      domain: "nc-platform-stg-wheels",
      region: "us-east-1",
      repository: "nc-platform-stg-wheels",
    });
  });

  it("is an error of the workload's where it is too large for its parameter", async () => {
    let failure: unknown;
    await record(() => {
      const owner = new pulumi.ComponentResource("test:Parent", "parent");
      const common = { version: 1, service: "ingest-worker", environment: "stg" } as const;
      const repository = "neurocipher/ingest";
      try {
        checkedText(owner, {
          ...common,
          repository,
          artifactBucket: "artifacts",
          shape: SHAPE,
          ...workerWith(200),
        });
      } catch (error) {
        failure = error;
      }
    });

    expect(failure).to.be.instanceOf(pulumi.ResourceError);
    expect(String(failure)).to.match(
      /the release contract of ingest-worker in stg:\n {2}size is \d+: expected at most 4096 bytes/,
    );
  });
});
