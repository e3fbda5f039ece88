import { expect } from "chai";
import fc from "fast-check";
import { subnetBlocks } from "../../../components/network/subnet-blocks";
import { canonicalBlock } from "../../../infra/settings/address-block";

/** First and last address of a block; reads it apart from the code under test. */
function range(cidr: string): { first: number; last: number; length: number } {
  const [address = "", length] = cidr.split("/");
  const bytes = Buffer.from(address.split(".").map(Number));
  expect(bytes).to.have.length(4);
  const first = bytes.readUInt32BE();
  return { first, last: first + 2 ** (32 - Number(length)) - 1, length: Number(length) };
}

const block = fc
  .tuple(fc.nat({ max: 0xff_ff_ff_ff }), fc.integer({ min: 16, max: 20 }))
  .map(([address, length]) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(address);
    return `${bytes.join(".")}/${length}`;
  });
const zones = fc.integer({ min: 2, max: 4 });

describe("the blocks of subnets", () => {
  it("[§3] are these in the network of prod", () => {
    expect(subnetBlocks("10.30.0.0/16", 3)).to.deep.equal({
      public: ["10.30.32.0/21", "10.30.96.0/21", "10.30.160.0/21"],
      private: ["10.30.0.0/19", "10.30.64.0/19", "10.30.128.0/19"],
      isolated: ["10.30.40.0/21", "10.30.104.0/21", "10.30.168.0/21"],
    });
  });

  it("lie in the network, aligned to their size, and apart from each other", () => {
    fc.assert(
      fc.property(block, zones, (cidr, count) => {
        const network = canonicalBlock(cidr);
        const whole = range(network);
        const subnets = Object.values(subnetBlocks(network, count)).flat().map(range);
        subnets.sort((one, other) => one.first - other.first);

        expect(subnets).to.have.length(3 * count);
        subnets.forEach(({ first, last, length }, index) => {
          expect(first % (last - first + 1)).to.equal(0);
          expect(first).to.be.at.least(whole.first);
          expect(last).to.be.at.most(whole.last);
          // AWS takes subnets from /16 to /28; a load balancer asks for /27 at least.
          expect(length).to.be.within(16, 27);
          expect(first).to.be.above(subnets[index - 1]?.last ?? -1);
        });
      }),
    );
  });

  it("stay where they are when a zone is added", () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 1, max: 3 }), (cidr, count) => {
        const network = canonicalBlock(cidr);
        const after = subnetBlocks(network, count + 1);

        for (const [tier, before] of Object.entries(subnetBlocks(network, count))) {
          expect(after[tier as keyof typeof after].slice(0, count)).to.deep.equal(before);
        }
      }),
    );
  });
});

describe("a canonical block", () => {
  const cases = [
    ["10.30.0.0/16", "10.30.0.0/16"],
    ["10.30.0.7/16", "10.30.0.0/16"],
    ["10.30.255.255/20", "10.30.240.0/20"],
    ["255.255.255.255/17", "255.255.128.0/17"],
  ] as const;
  for (const [given, expected] of cases) {
    it(`of ${given} is ${expected}`, () => {
      expect(canonicalBlock(given)).to.equal(expected);
    });
  }

  it("holds the address that it is made of, and is its own", () => {
    fc.assert(
      fc.property(block, (cidr) => {
        const canonical = canonicalBlock(cidr);
        const { first, last } = range(canonical);

        expect(range(cidr).first).to.be.within(first, last);
        expect(canonicalBlock(canonical)).to.equal(canonical);
      }),
    );
  });
});
