import { expect } from "chai";
import {
  createResource,
  currentInputs,
  findImported,
  haveSameName,
  updatedEntry,
} from "../../../sandbox/cloud/account";
import type { Resource } from "../../../sandbox/cloud/resource-state";
import { LOCATION, testAccount } from "./test-account";

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
  const account = testAccount();
  const create = (wanted: Resource) => createResource(account.cloud, wanted, LOCATION);

  it("records what it makes", () => {
    const entry = create(queue());
    expect(entry.state.arn).to.equal("arn:aws:sqs:ca-central-1:111111111111:nc-q");
    expect(account.cloud.list()).to.deep.equal([entry]);
  });

  it("refuses a physical name that another resource has", () => {
    create(queue());
    expect(() => create(queue({}, "urn:b"))).to.throw(/nc-q already exists: urn:a made it/);
  });

  it("gives two functions a statement of the same id, as each has a policy of its own", () => {
    // Lambda API, AddPermission: "A statement identifier that differentiates the statement from others in the same policy."
    const statement = (of: string, urn?: string) =>
      resource(
        "aws:lambda/permission:Permission",
        {
          statementId: "api",
          function: of,
          action: "lambda:InvokeFunction",
          principal: "apigateway.amazonaws.com",
        },
        urn,
      );
    create(statement("one"));
    const other = create(statement("other", "urn:b"));
    expect(other.id).to.equal("api");
    expect(() => create(statement("one", "urn:c"))).to.throw(/api already exists: urn:a made it/);
    const found = findImported(account.cloud, other.type, "other/api", LOCATION);
    expect(found?.urn).to.equal("urn:b");
  });

  it("finds for an import what has the id that an import takes", () => {
    const ruleset = "github:index/repositoryRuleset:RepositoryRuleset";
    const made = create(
      resource(ruleset, {
        repository: "r",
        name: "main",
        target: "branch",
        enforcement: "active",
        conditions: { refName: { includes: ["~ALL"] } },
        rules: {},
      }),
    );
    const imported = (type: string, id: string) =>
      findImported(account.cloud, type, id, { ...LOCATION, region: "global" });
    expect(imported(ruleset, `r:${made.id}`)).to.deep.equal(made);
    expect(imported(ruleset, made.id)).to.equal(undefined);
    expect(imported("aws:iam/role:Role", "nobody")).to.equal(undefined);
  });

  it("gives a run what a killed one made, as the program now declares it", () => {
    const first = create(queue({ delaySeconds: 1 }));
    const again = create(queue({ delaySeconds: 2 }));
    expect(again.state).to.deep.equal({ ...first.state, delaySeconds: 2 });
    expect(account.cloud.list()).to.deep.equal([again]);
  });

  it("gives a run what a killed one made under an id that AWS chose", () => {
    const first = create(vpc("10.0.0.0/16"));
    expect(create(vpc("10.0.0.0/16"))).to.deep.equal(first);
  });

  it("makes a replacement beside what it replaces, under another id", () => {
    const first = create(vpc("10.0.0.0/16"));
    const second = create(vpc("10.1.0.0/16"));
    expect(second.id).not.to.equal(first.id);
    expect(account.cloud.list()).to.have.length(2);
  });

  it("gives two resources of one logical name two ids", () => {
    const [one, other] = [create(vpc("10.0.0.0/16")), create(vpc("10.0.0.0/16", "urn:b"))];
    expect(one.id).not.to.equal(other.id);
  });

  it("numbers the revisions of a task definition on", () => {
    const arns = ["a:1", "a:2", "a:2", "a:3"].map((image) => create(task(image)).state.arn);
    arns.push(create(task("a:1", "urn:b")).state.arn);
    expect(arns).to.deep.equal([1, 2, 2, 3, 4].map((revision) => `${ECS}/f:${revision}`));
  });

  it("refuses two load balancers of one name, though their ids differ", () => {
    const balancer = (urn: string) =>
      resource("aws:lb/loadBalancer:LoadBalancer", { name: "nc" }, urn);
    create(balancer("urn:a"));
    expect(() => create(balancer("urn:b"))).to.throw(
      'name is "nc": expected another: urn:a has it',
    );
    create(balancer("urn:a"));
    expect(account.cloud.list()).to.have.length(1);
  });

  it("refuses a subnet over another, also where it is to replace it", () => {
    create(subnet({ availabilityZone: "a" }));
    const overlap = 'vpcId, cidrBlock is "vpc-1, 10.0.0.0/24": expected another: urn:a has it';
    expect(() => create(subnet({}, "urn:b"))).to.throw(overlap);
    expect(() => create(subnet({ availabilityZone: "b" }))).to.throw(overlap);
  });

  it("refuses invalid inputs with every reason at once", () => {
    const wrong = queue({ name: "no spaces", delaySeconds: 901 });
    expect(() => create(wrong)).to.throw(
      /^name is "no spaces": .*\ndelaySeconds is 901: expected from 0 to 900$/,
    );
    expect(account.cloud.list()).to.deep.equal([]);
  });

  it("keeps what was changed outside Pulumi, where the inputs say nothing of it", () => {
    const entry = create(queue({ delaySeconds: 1, tags: { A: "1" } }));
    const drifted = account.cloud.patch(entry, (state) => ({ ...state, delaySeconds: 7 }));
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
    const entry = create(queue({ delaySeconds: 1 }));
    expect(
      updatedEntry(entry, entry.inputs, { name: "nc-q" }, LOCATION).state,
    ).not.to.have.property("delaySeconds");
  });

  it("knows when old and new cannot be there at once", () => {
    expect(haveSameName(queue(), queue({ fifoQueue: true }), LOCATION)).to.equal(true);
    expect(haveSameName(queue(), queue({ name: "other" }), LOCATION)).to.equal(false);
    expect(haveSameName(vpc("10.0.0.0/16"), vpc("10.1.0.0/16"), LOCATION)).to.equal(false);
    expect(haveSameName(task("a:1"), task("a:2"), LOCATION)).to.equal(false);
  });
});
