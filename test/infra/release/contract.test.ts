import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { contractText, parseReleaseContract } from "../../../infra/release/contract";
import { alarmNames, CONTRACTS } from "./contracts";

const { service, terraform } = CONTRACTS;

/** The problems that a text has as a contract. */
function problemsOf(contract: object): readonly string[] {
  try {
    parseReleaseContract(JSON.stringify(contract));
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

describe("the release contract", () => {
  for (const contract of Object.values(CONTRACTS)) {
    it(`of a ${contract.kind} is read as it was written`, () => {
      expect(parseReleaseContract(contractText(contract))).to.deep.equal(contract);
    });
  }

  it("is canonical JSON: sorted keys, and no space", () => {
    const text =
      '{"artifactBucket":"nc-platform-prod-artifacts-333333333333","backend":{' +
      '"bucket":"nc-platform-prod-terraform-state-333333333333",' +
      '"dynamodb_table":"nc-platform-prod-terraform-locks","encrypt":true,' +
      '"key":"core/terraform.tfstate",' +
      '"kms_key_id":"arn:aws:kms:ca-central-1:333333333333:key/5f1c2d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f",' +
      '"region":"ca-central-1","use_lockfile":true,' +
      '"workspace_key_prefix":"core/workspaces"},"directory":"iac/stacks/core",' +
      '"environment":"prod","kind":"terraform","repository":"neurocipher/core","service":"core",' +
      '"shape":{"id":"0a1b2c3d4e5f","parameter":"/nc/prod/core/config/released"},"version":1}';
    expect(contractText(terraform)).to.equal(text);
    const { backend, ...rest } = terraform;
    expect(contractText({ backend, ...rest })).to.equal(text);
  });

  it("lists every problem at once", () => {
    const { serviceName: _, ...rest } = service;
    expect(problemsOf({ ...rest, version: 2, testPort: "80", typo: 1 })).to.deep.equal([
      "version is 2: expected 1",
      "serviceName is missing: expected a string",
      'testPort is "80": expected a number',
      "typo is 1: expected no such field",
    ]);
  });

  it("is refused if it is no JSON, of no kind, or without what moves its traffic", () => {
    expect(() => parseReleaseContract("{")).to.throw(
      InvalidInput,
      'the release contract:\n  text is "{": expected JSON',
    );
    expect(problemsOf({ ...terraform, kind: "batch" })[0]).to.match(
      /^kind is "batch": expected one of "service", "function", /,
    );
    const { codeDeploy: _, ...others } = service;
    expect(problemsOf(others)).to.deep.equal(["codeDeploy is missing: expected an object"]);
    const { hooks: __, ...rest } = others;
    expect(problemsOf({ ...rest, rollout: "ecs-native" })).to.deep.equal([]);
  });

  it("is refused where a parameter of the tier Standard cannot hold it", () => {
    const withAlarms = (count: number) => {
      const bake = alarmNames(Array.from({ length: count }, (_, index) => `alarm-${index + 100}`));
      return () => contractText({ ...service, alarms: { ...service.alarms, bake } });
    };
    expect(withAlarms(14)).not.to.throw();
    expect(withAlarms(100)).to.throw(
      InvalidInput,
      /^the release contract of a-name-of-20-letters in prod:\n {2}size is \d{4}: expected at most 4096 bytes, as much as a parameter of the tier Standard holds$/,
    );
  });

  it("holds a service with all that it can have, and 10 alarms that roll it back, in 4096 bytes", () => {
    const rollback = alarmNames(
      Array.from({ length: 10 }, (_, index) => `rollback-alarm-${index}`),
    );
    const bake = alarmNames(["budget-burn-fast", "budget-burn-slow", "canary-failed", "traffic"]);
    const text = contractText({ ...service, alarms: { ...service.alarms, rollback, bake } });
    expect(Buffer.byteLength(text)).to.be.below(3200);
  });
});
