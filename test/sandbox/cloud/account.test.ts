import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  createResource,
  currentInputs,
  haveSameName,
  updatedEntry,
} from "../../../sandbox/cloud/account";
import { type Cloud, openCloud } from "../../../sandbox/cloud/record";
import type { Resource } from "../../../sandbox/cloud/resource-state";

const LOCATION = { account: "111111111111", region: "ca-central-1" };
const ECS = "arn:aws:ecs:ca-central-1:111111111111:task-definition";

function resource(type: string, inputs: Record<string, unknown>, urn = "urn:a"): Resource {
  return { type, name: "it", urn, inputs };
}

const queue = (inputs: object = {}, urn?: string) =>
  resource("aws:sqs/queue:Queue", { name: "nc-q", ...inputs }, urn);
const vpc = (cidrBlock: string, urn?: string) => resource("aws:ec2/vpc:Vpc", { cidrBlock }, urn);
const subnet = (inputs: object = {}, urn?: string) =>
  resource("aws:ec2/subnet:Subnet", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", ...inputs }, urn);
const task = (image: string, urn?: string) => {
  const containerDefinitions = JSON.stringify([{ name: "app", image }]);
  return resource(
    "aws:ecs/taskDefinition:TaskDefinition",
    { family: "f", containerDefinitions },
    urn,
  );
};

describe("the simulated account", () => {
  let folder: string;
  let cloud: Cloud;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "account-"));
    cloud = openCloud(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("records what it makes", () => {
    const entry = createResource(cloud, queue(), LOCATION);
    expect(entry.state.arn).to.equal("arn:aws:sqs:ca-central-1:111111111111:nc-q");
    expect(cloud.list()).to.deep.equal([entry]);
  });

  it("refuses a physical name that another resource has", () => {
    createResource(cloud, queue(), LOCATION);
    expect(() => createResource(cloud, queue({}, "urn:b"), LOCATION)).to.throw(
      /nc-q already exists: urn:a made it/,
    );
  });

  it("gives a run what a killed one made, as the program now declares it", () => {
    const first = createResource(cloud, queue({ delaySeconds: 1 }), LOCATION);
    const again = createResource(cloud, queue({ delaySeconds: 2 }), LOCATION);
    expect(again.state).to.deep.equal({ ...first.state, delaySeconds: 2 });
    expect(cloud.list()).to.deep.equal([again]);
  });

  it("gives a run what a killed one made under an id that AWS chose", () => {
    const first = createResource(cloud, vpc("10.0.0.0/16"), LOCATION);
    expect(createResource(cloud, vpc("10.0.0.0/16"), LOCATION)).to.deep.equal(first);
  });

  it("makes a replacement beside what it replaces, under another id", () => {
    const first = createResource(cloud, vpc("10.0.0.0/16"), LOCATION);
    const second = createResource(cloud, vpc("10.1.0.0/16"), LOCATION);
    expect(second.id).not.to.equal(first.id);
    expect(cloud.list()).to.have.length(2);
  });

  it("gives two resources of one logical name two ids", () => {
    const [one, other] = [
      createResource(cloud, vpc("10.0.0.0/16"), LOCATION),
      createResource(cloud, vpc("10.0.0.0/16", "urn:b"), LOCATION),
    ];
    expect(one.id).not.to.equal(other.id);
  });

  it("numbers the revisions of a task definition on", () => {
    const arns = ["a:1", "a:2", "a:2", "a:3"].map(
      (image) => createResource(cloud, task(image), LOCATION).state.arn,
    );
    arns.push(createResource(cloud, task("a:1", "urn:b"), LOCATION).state.arn);
    expect(arns).to.deep.equal([1, 2, 2, 3, 4].map((revision) => `${ECS}/f:${revision}`));
  });

  it("refuses two load balancers of one name, though their ids differ", () => {
    const balancer = (urn: string) =>
      resource("aws:lb/loadBalancer:LoadBalancer", { name: "nc" }, urn);
    createResource(cloud, balancer("urn:a"), LOCATION);
    expect(() => createResource(cloud, balancer("urn:b"), LOCATION)).to.throw(
      'name is "nc": expected another: urn:a has it',
    );
    createResource(cloud, balancer("urn:a"), LOCATION);
    expect(cloud.list()).to.have.length(1);
  });

  it("refuses a subnet over another, also where it is to replace it", () => {
    createResource(cloud, subnet({ availabilityZone: "a" }), LOCATION);
    const overlap = 'vpcId, cidrBlock is "vpc-1, 10.0.0.0/24": expected another: urn:a has it';
    expect(() => createResource(cloud, subnet({}, "urn:b"), LOCATION)).to.throw(overlap);
    expect(() => createResource(cloud, subnet({ availabilityZone: "b" }), LOCATION)).to.throw(
      overlap,
    );
  });

  it("refuses inline policies that together are too long for a role", () => {
    const inline = (name: string, resources: number) => {
      const Resource = [...Array(resources).keys()].map((each) => `arn:aws:s3:::bucket-${each}/*`);
      const Statement = [{ Effect: "Allow", Action: "s3:GetObject", Resource }];
      const policy = JSON.stringify({ Version: "2012-10-17", Statement });
      return resource("aws:iam/rolePolicy:RolePolicy", { name, role: "r", policy }, `urn:${name}`);
    };
    createResource(cloud, inline("one", 200), LOCATION);
    expect(() => createResource(cloud, inline("two", 200), LOCATION)).to.throw(
      /^policy is "\d{5} characters": expected at most 10240 in all inline policies of r$/,
    );
  });

  it("refuses invalid inputs with every reason at once", () => {
    const wrong = queue({ name: "no spaces", delaySeconds: 901 });
    expect(() => createResource(cloud, wrong, LOCATION)).to.throw(
      /^name is "no spaces": .*\ndelaySeconds is 901: expected from 0 to 900$/,
    );
    expect(cloud.list()).to.deep.equal([]);
  });

  it("keeps what was changed outside Pulumi, where the inputs say nothing of it", () => {
    const entry = createResource(cloud, queue({ delaySeconds: 1, tags: { A: "1" } }), LOCATION);
    const drifted = cloud.patch(entry, (state) => ({ ...state, delaySeconds: 7 }));
    expect(currentInputs(drifted, LOCATION)).to.deep.equal({ ...entry.inputs, delaySeconds: 7 });

    const after = updatedEntry(
      drifted,
      entry.inputs,
      { ...entry.inputs, tags: { A: "2" } },
      LOCATION,
    );
    expect(after.state).to.deep.include({ delaySeconds: 7, tags: { A: "2" }, tagsAll: { A: "2" } });
    const restored = updatedEntry(
      drifted,
      currentInputs(drifted, LOCATION),
      entry.inputs,
      LOCATION,
    );
    expect(restored.state).to.deep.equal(entry.state);
  });

  it("forgets an input that is taken away", () => {
    const entry = createResource(cloud, queue({ delaySeconds: 1 }), LOCATION);
    expect(
      updatedEntry(entry, entry.inputs, { name: "nc-q" }, LOCATION).state,
    ).not.to.have.property("delaySeconds");
  });

  it("sends all of a schedule, so that a release is kept only once a refresh was told of it", () => {
    const inputs = {
      name: "nc-s",
      groupName: "nc-s",
      state: "DISABLED",
      description: "1",
      scheduleExpression: "rate(1 day)",
      flexibleTimeWindow: { mode: "OFF" },
      target: { arn: "arn:cluster", roleArn: "arn:role" },
    };
    const entry = createResource(
      cloud,
      resource("aws:scheduler/schedule:Schedule", inputs),
      LOCATION,
    );
    const released = { ...entry, state: { ...entry.state, state: "ENABLED" } };
    const update = (olds: typeof inputs) =>
      updatedEntry(released, olds, { ...olds, description: "2" }, LOCATION).state;

    expect(update(inputs)).to.include({ state: "DISABLED", description: "2" });
    expect(update(currentInputs(released, LOCATION) as typeof inputs)).to.include({
      state: "ENABLED",
      description: "2",
    });
  });

  it("counts a parameter's versions, and a published function's", () => {
    const parameter = { name: "/a", type: "String", value: "1" };
    const first = createResource(
      cloud,
      resource("aws:ssm/parameter:Parameter", parameter),
      LOCATION,
    );
    const second = updatedEntry(first, parameter, { ...parameter, value: "2" }, LOCATION);
    expect([first.state.version, second.state.version]).to.deep.equal([1, 2]);

    const code = { s3Bucket: "b", s3Key: "k" };
    const inputs = {
      ...code,
      name: "f",
      role: "r",
      handler: "h",
      runtime: "nodejs22.x",
      publish: true,
    };
    const one = createResource(cloud, resource("aws:lambda/function:Function", inputs), LOCATION);
    const two = updatedEntry(one, inputs, { ...inputs, timeout: 9 }, LOCATION);
    const arn = "arn:aws:lambda:ca-central-1:111111111111:function:f";
    expect(two.state).to.include({ version: "2", qualifiedArn: `${arn}:2`, arn });
    expect(updatedEntry(two, inputs, { ...inputs, tags: {} }, LOCATION).state.version).to.equal(
      "2",
    );
  });

  it("knows when old and new cannot be there at once", () => {
    expect(haveSameName(queue(), queue({ fifoQueue: true }), LOCATION)).to.equal(true);
    expect(haveSameName(queue(), queue({ name: "other" }), LOCATION)).to.equal(false);
    expect(haveSameName(vpc("10.0.0.0/16"), vpc("10.1.0.0/16"), LOCATION)).to.equal(false);
    expect(haveSameName(task("a:1"), task("a:2"), LOCATION)).to.equal(false);
  });
});
