import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import { environment } from "../../stacks/environment";
import { workload as api } from "../fixtures/catalog/api-adapter";
import { workload as core } from "../fixtures/catalog/core";
import { settingsOf } from "../support/contexts";
import { type RecordedResource, record } from "../support/record";
import { alone } from "../support/retired";

const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const PERMISSION = "aws:lambda/permission:Permission";
const ALIAS = "aws:lambda/alias:Alias";

const every = (by: string) => ({ rotation: { every: "30 days", by } }) as const;

describe("the rotations of an environment", () => {
  let all: readonly RecordedResource[];
  before(async () => {
    all = await record(async () => {
      // Each of the two rotates a secret of the other: no order of theirs would do.
      const catalog = parseCatalog({
        "api-adapter": { ...alone(api), secrets: { "upstream-token": every("rotator") } },
        core: { ...core, allows: [], secrets: { "state-token": every("rotator") } },
        rotator: { ...alone(api), name: "rotator", secrets: { "own-key": every("api-adapter") } },
      });
      await environment(settingsOf("stg"), catalog);
    });
  });

  it("[§9] are made for every secret that has one, whatever its workload's kind", () => {
    const rotations = all.filter(({ type }) => type === ROTATION);
    const at = (name: string) =>
      `arn:aws:lambda:ca-central-1:222222222222:function:nc-${name}-stg-function:live`;

    expect(
      rotations.map(({ name, inputs }) => [name, inputs.rotationLambdaArn]),
    ).to.have.deep.members([
      ["api-adapter-rotation-upstream-token", at("rotator")],
      ["core-rotation-state-token", at("rotator")],
      ["rotator-rotation-own-key", at("api-adapter")],
    ]);
    for (const { inputs } of rotations) {
      expect(inputs.secretId).to.match(/:secret:\/nc\/stg\/[\w-]+\/secret\/[\w-]+-\w{6}$/);
    }
  });

  it("[§9] come after the functions that do them", () => {
    const permissions = all.filter(({ inputs }) => /secretsmanager/.test(`${inputs.principal}`));
    expect(permissions.map(({ type }) => type)).to.deep.equal(Array(3).fill(PERMISSION));

    for (const permission of permissions) {
      const alias = all.findIndex(
        ({ type, inputs }) =>
          type === ALIAS &&
          inputs.functionName === permission.inputs.function &&
          inputs.name === permission.inputs.qualifier,
      );
      expect(alias).to.be.within(0, all.indexOf(permission));
    }
  });
});
