import { expect } from "chai";
import { layOut } from "../../../sandbox/provider/awsx/layout";

const ZONES = ["ca-central-1a", "ca-central-1b", "ca-central-1d"];
const SPECS = [
  { type: "Public", cidrMask: 24 },
  { type: "Private", cidrMask: 20 },
  { type: "Isolated", cidrMask: 24 },
];

describe("where awsx puts subnets", () => {
  it("gives each zone an equal share, and aligns each subnet to its size", () => {
    const blocks = layOut("10.10.0.0/16", ZONES, SPECS).map(({ cidrBlock }) => cidrBlock);
    expect(blocks).to.deep.equal([
      ...["10.10.0.0/24", "10.10.16.0/20", "10.10.32.0/24"],
      ...["10.10.64.0/24", "10.10.80.0/20", "10.10.96.0/24"],
      ...["10.10.128.0/24", "10.10.144.0/20", "10.10.160.0/24"],
    ]);
  });

  it("gives subnets without a mask an even share of the zone", () => {
    const specs = [{ type: "Public" }, { type: "Private" }];
    const blocks = layOut("10.0.0.0/16", ["a"], specs).map(({ cidrBlock }) => cidrBlock);
    expect(blocks).to.deep.equal(["10.0.0.0/17", "10.0.128.0/17"]);
  });

  it("takes blocks that are given as they are", () => {
    const specs = [{ type: "Public", cidrBlocks: ["10.0.9.0/24", "10.0.8.0/24"] }];
    const blocks = layOut("10.0.0.0/16", ["a", "b"], specs).map(({ cidrBlock }) => cidrBlock);
    expect(blocks).to.deep.equal(["10.0.9.0/24", "10.0.8.0/24"]);
  });

  it("refuses subnets that do not fit into a zone", () => {
    expect(() => layOut("10.0.0.0/22", ZONES, SPECS)).to.throw(
      'subnetSpecs is ["Public /24","Private /20","Isolated /24"]: expected subnets that fit into ' +
        "/24, a zone's share of 10.0.0.0/22",
    );
  });

  for (const cidr of ["10.0.0.0", "10.0.0.0/8", "10.0.0.256/16", "banana"]) {
    it(`refuses the network ${cidr}`, () => {
      expect(() => layOut(cidr, ZONES, SPECS)).to.throw(
        `cidrBlock is "${cidr}": expected an IPv4 network from /16 to /28`,
      );
    });
  }
});
