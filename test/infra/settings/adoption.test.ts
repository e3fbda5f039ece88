import { expect } from "chai";
import { settingsOf } from "../../support/contexts";

const subnets = (count: number) => Array.from({ length: count }, (_, i) => `subnet-0000000${i}`);
const VPC = {
  id: "vpc-0123456789abcdef0",
  publicSubnetIds: subnets(3),
  privateSubnetIds: subnets(3),
  natAddresses: ["203.0.113.7"],
};
const QUEUE = { type: "aws:sqs/queue:Queue", name: "orders", id: "https://sqs/orders" };
const evaluate = (until: string) => ({ rulesets: { orders: { enforcement: "evaluate", until } } });

describe("what is adopted", () => {
  it("is nothing by default", () => {
    expect(settingsOf("dev").adopt).to.deep.equal({
      githubOidcProvider: "make",
      imports: [],
      rulesets: {},
    });
  });

  it("is a VPC with as many subnets as zones, and no endpoints unless given", () => {
    expect(settingsOf("dev", { adopt: { vpc: VPC } }).adopt.vpc).to.deep.equal(VPC);
  });

  it("is, of rulesets, in prod's file alone", () => {
    expect(settingsOf("prod", { adopt: evaluate("2026-12-31") }).adopt.rulesets).to.deep.equal({
      orders: { enforcement: "evaluate", until: "2026-12-31" },
    });
  });

  const wrong: [environment: "dev" | "prod", adopt: object, message: string][] = [
    ["dev", { vpc: { ...VPC, id: "vpc-1" } }, 'adopt.vpc.id is "vpc-1": expected the id of a VPC'],
    [
      "dev",
      { vpc: { ...VPC, privateSubnetIds: subnets(2) } },
      'adopt.vpc.privateSubnetIds is ["subnet-00000000","subnet-00000001"]: expected 3 subnets, one in each of zones',
    ],
    [
      "dev",
      { vpc: { ...VPC, natAddresses: ["nat"] } },
      'adopt.vpc.natAddresses[0] is "nat": expected an IPv4 address',
    ],
    [
      "dev",
      { vpc: { ...VPC, natAddresses: [] } },
      "adopt.vpc.natAddresses is []: expected the public address of each NAT gateway, one at least",
    ],
    [
      "dev",
      { vpc: { ...VPC, natAddresses: undefined } },
      "adopt.vpc.natAddresses is missing: expected an array",
    ],
    [
      "dev",
      { imports: [{ ...QUEUE, type: "sqs" }] },
      'adopt.imports[0].type is "sqs": expected a type of aws or github such as "aws:sqs/queue:Queue"',
    ],
    [
      "dev",
      { imports: [QUEUE, { ...QUEUE, id: "https://sqs/others" }] },
      'adopt.imports[1].name is "orders": expected another than imports[0] has, which is of the same type',
    ],
    [
      "dev",
      { imports: [QUEUE, { ...QUEUE, name: "others" }] },
      'adopt.imports[1].id is "https://sqs/orders": expected another than imports[0] has, which is of the same type',
    ],
    [
      "dev",
      evaluate("2026-12-31"),
      'adopt.rulesets.orders is {"enforcement":"evaluate","until":"2026-12-31"}: expected no such key but in prod, which manages GitHub',
    ],
    [
      "prod",
      evaluate("2026-02-30"),
      'adopt.rulesets.orders.until is "2026-02-30": expected a day such as "2026-12-31"',
    ],
    [
      "prod",
      { rulesets: { orders: { enforcement: "active", until: "2026-12-31" } } },
      'adopt.rulesets.orders.enforcement is "active": expected one of "evaluate", "disabled"',
    ],
  ];
  for (const [environment, adopt, message] of wrong) {
    it(`is refused: ${message.split(":")[0]} of ${JSON.stringify(adopt).length} characters`, () => {
      const want = `Pulumi.${environment}.yaml:\n  ${message}`;
      expect(() => settingsOf(environment, { adopt })).to.throw(want);
    });
  }
});
