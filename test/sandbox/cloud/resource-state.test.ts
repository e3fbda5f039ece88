import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import { LIMITS } from "../../../infra/naming/limits";
import { resourceState } from "../../../sandbox/cloud/resource-state";
import { RESOURCE_TYPES } from "../../../sandbox/cloud/services";

const LOCATION = { account: "111111111111", region: "ca-central-1" };
const HERE = "ca-central-1:111111111111";
const CORE = { repository: "core", environment: "prod" };

const require = createRequire(import.meta.url);

function stateOf(type: string, inputs: Record<string, unknown>, name = "it") {
  return resourceState({ type, name, inputs }, LOCATION);
}

/** Every property of a type, as the SDK lists them. */
function propertiesOf(type: string): Set<string | undefined> {
  const [pkg, module = ""] = type.split(":");
  const path = pkg === "github" ? module.replace("index/", "") : module;
  const source = readFileSync(require.resolve(`@pulumi/${pkg}/${path}.js`), "utf8");
  return new Set([...source.matchAll(/resourceInputs\["(\w+)"\]/g)].map(([, each]) => each));
}

describe("what the simulated cloud answers", () => {
  const ids: [type: string, inputs: Record<string, unknown>, id: RegExp][] = [
    ["aws:ec2/vpc:Vpc", {}, /^vpc-[0-9a-f]{17}$/],
    ["aws:ec2/subnet:Subnet", {}, /^subnet-[0-9a-f]{17}$/],
    ["aws:ec2/natGateway:NatGateway", {}, /^nat-[0-9a-f]{17}$/],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", {}, /^vpce-[0-9a-f]{17}$/],
    ["aws:kms/key:Key", {}, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
    ["aws:iam/role:Role", { name: "nc-a" }, /^nc-a$/],
    ["aws:iam/rolePolicy:RolePolicy", { role: "r", name: "p" }, /^r:p$/],
    ["aws:s3/bucket:Bucket", { bucket: "nc-b" }, /^nc-b$/],
    ["aws:ssm/parameter:Parameter", { name: "/nc/dev/a/config/b" }, /^\/nc\/dev\/a\/config\/b$/],
    ["github:index/repositoryEnvironment:RepositoryEnvironment", CORE, /^core:prod$/],
    ["github:index/repositoryRuleset:RepositoryRuleset", CORE, /^\d{7,}$/],
  ];
  for (const [type, inputs, id] of ids) {
    it(`gives ${type} an id as the real one has`, () => {
      expect(stateOf(type, inputs).id).to.match(id);
    });
  }

  const outputs: [type: string, inputs: Record<string, unknown>, outputs: object][] = [
    [
      "aws:iam/role:Role",
      { name: "nc-a", path: "/nc/" },
      { arn: "arn:aws:iam::111111111111:role/nc/nc-a" },
    ],
    [
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
      { url: "https://token.actions.githubusercontent.com" },
      { arn: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" },
    ],
    [
      "aws:s3/bucket:Bucket",
      { bucket: "b" },
      { arn: "arn:aws:s3:::b", bucketRegionalDomainName: "b.s3.ca-central-1.amazonaws.com" },
    ],
    [
      "aws:ecr/repository:Repository",
      { name: "nc-a" },
      {
        registryId: "111111111111",
        repositoryUrl: "111111111111.dkr.ecr.ca-central-1.amazonaws.com/nc-a",
      },
    ],
    [
      "aws:codeartifact/repository:Repository",
      { domain: "d", repository: "r" },
      { arn: `arn:aws:codeartifact:${HERE}:repository/d/r` },
    ],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "/a" },
      { arn: `arn:aws:logs:${HERE}:log-group:/a` },
    ],
    ["aws:ssm/parameter:Parameter", { name: "/a" }, { arn: `arn:aws:ssm:${HERE}:parameter/a` }],
    [
      "aws:sqs/queue:Queue",
      { name: "q" },
      { url: "https://sqs.ca-central-1.amazonaws.com/111111111111/q" },
    ],
    [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "f" },
      { arn: `arn:aws:ecs:${HERE}:task-definition/f:1`, revision: 1 },
    ],
  ];
  for (const [type, inputs, expected] of outputs) {
    it(`gives ${type} its outputs beside its inputs`, () => {
      expect(stateOf(type, inputs).state).to.include({ ...expected, ...inputs });
    });
  }

  it("knows every type that the program names", () => {
    const without = Object.keys(LIMITS).filter((type) => !(type in RESOURCE_TYPES));
    expect(without).to.deep.equal([]);
  });

  it("answers nothing that the SDK does not know", () => {
    const unknown = Object.keys(RESOURCE_TYPES)
      .filter((type) => !type.startsWith("awsx:"))
      .flatMap((type) => {
        const known = propertiesOf(type);
        const answered = Object.keys(stateOf(type, {}).state);
        return answered.filter((each) => !known.has(each)).map((each) => `${type} ${each}`);
      });
    expect(unknown).to.deep.equal([]);
  });

  it("is the same for the same request, and differs by name, location and generation", () => {
    const request = { type: "aws:ec2/vpc:Vpc", name: "core", inputs: {} };
    const ids = [
      resourceState(request, LOCATION),
      resourceState({ ...request, name: "other" }, LOCATION),
      resourceState(request, LOCATION, 1),
      resourceState(request, { ...LOCATION, region: "us-east-1" }),
      resourceState(request, { ...LOCATION, account: "222222222222" }),
    ].map(({ id }) => id);
    expect(resourceState(request, LOCATION).id).to.equal(ids[0]);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it("ends a secret's ARN with six letters or digits", () => {
    const { arn } = stateOf("aws:secretsmanager/secret:Secret", { name: "/nc/a" }).state;
    expect(arn).to.match(/:secret:\/nc\/a-[A-Za-z0-9]{6}$/);
  });

  it("puts a resource into the region that it asks for", () => {
    const { state } = stateOf("aws:sqs/queue:Queue", { name: "q", region: "us-east-1" });
    expect(state).to.include({ region: "us-east-1", arn: "arn:aws:sqs:us-east-1:111111111111:q" });
  });

  it("repeats tags as tagsAll, and knows a type that no service has by its name", () => {
    const { id, state } = stateOf("aws:new/thing:Thing", { name: "n", tags: { App: "a" } });
    expect(id).to.equal("n");
    expect(state).to.deep.include({ arn: `arn:aws:new:${HERE}:n`, tagsAll: { App: "a" } });
  });
});
