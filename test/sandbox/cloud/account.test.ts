import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { changed, inputsNow, make, sharesName, type Wanted } from "../../../sandbox/cloud/account";
import { type Cloud, openCloud } from "../../../sandbox/cloud/record";

const PLACE = { account: "111111111111", region: "ca-central-1" };
const ECS = "arn:aws:ecs:ca-central-1:111111111111:task-definition";

function wanted(type: string, inputs: Record<string, unknown>, urn = "urn:a"): Wanted {
  return { type, name: "it", urn, inputs };
}

const queue = (inputs: object = {}, urn?: string) =>
  wanted("aws:sqs/queue:Queue", { name: "nc-q", ...inputs }, urn);
const vpc = (cidrBlock: string, urn?: string) => wanted("aws:ec2/vpc:Vpc", { cidrBlock }, urn);
const subnet = (inputs: object = {}, urn?: string) =>
  wanted("aws:ec2/subnet:Subnet", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", ...inputs }, urn);
const task = (image: string, urn?: string) => {
  const containerDefinitions = JSON.stringify([{ name: "app", image }]);
  return wanted(
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
    const entry = make(cloud, queue(), PLACE);
    expect(entry.state.arn).to.equal("arn:aws:sqs:ca-central-1:111111111111:nc-q");
    expect(cloud.list()).to.deep.equal([entry]);
  });

  it("refuses a physical name that another resource has", () => {
    make(cloud, queue(), PLACE);
    expect(() => make(cloud, queue({}, "urn:b"), PLACE)).to.throw(
      /nc-q already exists: urn:a made it/,
    );
  });

  it("gives a run what a killed one made, as the program now wants it", () => {
    const first = make(cloud, queue({ delaySeconds: 1 }), PLACE);
    const again = make(cloud, queue({ delaySeconds: 2 }), PLACE);
    expect(again.state).to.deep.equal({ ...first.state, delaySeconds: 2 });
    expect(cloud.list()).to.deep.equal([again]);
  });

  it("gives a run what a killed one made under an id that AWS chose", () => {
    const first = make(cloud, vpc("10.0.0.0/16"), PLACE);
    expect(make(cloud, vpc("10.0.0.0/16"), PLACE)).to.deep.equal(first);
  });

  it("makes a replacement beside what it replaces, under another id", () => {
    const first = make(cloud, vpc("10.0.0.0/16"), PLACE);
    const second = make(cloud, vpc("10.1.0.0/16"), PLACE);
    expect(second.id).not.to.equal(first.id);
    expect(cloud.list()).to.have.length(2);
  });

  it("gives two resources of one logical name two ids", () => {
    const [one, other] = [
      make(cloud, vpc("10.0.0.0/16"), PLACE),
      make(cloud, vpc("10.0.0.0/16", "urn:b"), PLACE),
    ];
    expect(one.id).not.to.equal(other.id);
  });

  it("numbers the revisions of a task definition on", () => {
    const arns = ["a:1", "a:2", "a:2", "a:3"].map(
      (image) => make(cloud, task(image), PLACE).state.arn,
    );
    arns.push(make(cloud, task("a:1", "urn:b"), PLACE).state.arn);
    expect(arns).to.deep.equal([1, 2, 2, 3, 4].map((revision) => `${ECS}/f:${revision}`));
  });

  it("refuses two load balancers of one name, though their ids differ", () => {
    const balancer = (urn: string) =>
      wanted("aws:lb/loadBalancer:LoadBalancer", { name: "nc" }, urn);
    make(cloud, balancer("urn:a"), PLACE);
    expect(() => make(cloud, balancer("urn:b"), PLACE)).to.throw(
      'name is "nc": expected another: urn:a has it',
    );
    make(cloud, balancer("urn:a"), PLACE);
    expect(cloud.list()).to.have.length(1);
  });

  it("refuses a subnet over another, also where it is to replace it", () => {
    make(cloud, subnet({ availabilityZone: "a" }), PLACE);
    const overlap = 'vpcId, cidrBlock is "vpc-1, 10.0.0.0/24": expected another: urn:a has it';
    expect(() => make(cloud, subnet({}, "urn:b"), PLACE)).to.throw(overlap);
    expect(() => make(cloud, subnet({ availabilityZone: "b" }), PLACE)).to.throw(overlap);
  });

  it("refuses inline policies that together are too long for a role", () => {
    const inline = (name: string, resources: number) => {
      const Resource = [...Array(resources).keys()].map((each) => `arn:aws:s3:::bucket-${each}/*`);
      const Statement = [{ Effect: "Allow", Action: "s3:GetObject", Resource }];
      const policy = JSON.stringify({ Version: "2012-10-17", Statement });
      return wanted("aws:iam/rolePolicy:RolePolicy", { name, role: "r", policy }, `urn:${name}`);
    };
    make(cloud, inline("one", 200), PLACE);
    expect(() => make(cloud, inline("two", 200), PLACE)).to.throw(
      /^policy is "\d{5} characters": expected at most 10240 in all inline policies of r$/,
    );
  });

  it("refuses what the limits refuse, every reason at once", () => {
    const wrong = queue({ name: "no spaces", delaySeconds: 901 });
    expect(() => make(cloud, wrong, PLACE)).to.throw(
      /^name is "no spaces": .*\ndelaySeconds is 901: expected from 0 to 900$/,
    );
    expect(cloud.list()).to.deep.equal([]);
  });

  it("keeps what was changed outside Pulumi, where the inputs say nothing of it", () => {
    const entry = make(cloud, queue({ delaySeconds: 1, tags: { A: "1" } }), PLACE);
    const drifted = cloud.patch(entry, (state) => ({ ...state, delaySeconds: 7 }));
    expect(inputsNow(drifted, PLACE)).to.deep.equal({ ...entry.inputs, delaySeconds: 7 });

    const after = changed(drifted, entry.inputs, { ...entry.inputs, tags: { A: "2" } }, PLACE);
    expect(after.state).to.deep.include({ delaySeconds: 7, tags: { A: "2" }, tagsAll: { A: "2" } });
    const mended = changed(drifted, inputsNow(drifted, PLACE), entry.inputs, PLACE);
    expect(mended.state).to.deep.equal(entry.state);
  });

  it("forgets an input that is taken away", () => {
    const entry = make(cloud, queue({ delaySeconds: 1 }), PLACE);
    expect(changed(entry, entry.inputs, { name: "nc-q" }, PLACE).state).not.to.have.property(
      "delaySeconds",
    );
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
    const entry = make(cloud, wanted("aws:scheduler/schedule:Schedule", inputs), PLACE);
    const released = { ...entry, state: { ...entry.state, state: "ENABLED" } };
    const update = (olds: typeof inputs) =>
      changed(released, olds, { ...olds, description: "2" }, PLACE).state;

    expect(update(inputs)).to.include({ state: "DISABLED", description: "2" });
    expect(update(inputsNow(released, PLACE) as typeof inputs)).to.include({
      state: "ENABLED",
      description: "2",
    });
  });

  it("counts a parameter's versions, and a published function's", () => {
    const parameter = { name: "/a", type: "String", value: "1" };
    const first = make(cloud, wanted("aws:ssm/parameter:Parameter", parameter), PLACE);
    const second = changed(first, parameter, { ...parameter, value: "2" }, PLACE);
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
    const one = make(cloud, wanted("aws:lambda/function:Function", inputs), PLACE);
    const two = changed(one, inputs, { ...inputs, timeout: 9 }, PLACE);
    const arn = "arn:aws:lambda:ca-central-1:111111111111:function:f";
    expect(two.state).to.include({ version: "2", qualifiedArn: `${arn}:2`, arn });
    expect(changed(two, inputs, { ...inputs, tags: {} }, PLACE).state.version).to.equal("2");
  });

  it("knows when old and new cannot be there at once", () => {
    expect(sharesName(queue(), queue({ fifoQueue: true }), PLACE)).to.equal(true);
    expect(sharesName(queue(), queue({ name: "other" }), PLACE)).to.equal(false);
    expect(sharesName(vpc("10.0.0.0/16"), vpc("10.1.0.0/16"), PLACE)).to.equal(false);
    expect(sharesName(task("a:1"), task("a:2"), PLACE)).to.equal(false);
  });
});
