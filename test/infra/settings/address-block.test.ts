import { BlockList } from "node:net";
import { expect } from "chai";
import fc from "fast-check";
import { cidrProblem, isPublic, overlap } from "../../../infra/settings/address-block";

describe("the address block of a VPC", () => {
  const NO_BLOCK = "an IPv4 block from /16 to /20";
  const cases: [cidr: string, want: string | undefined][] = [
    ["10.10.0.0/16", undefined],
    ["172.31.240.0/20", undefined],
    ["100.64.0.0/16", undefined],
    ["8.8.0.0/16", undefined],
    ["127.0.0.0/16", "a block outside 127.0.0.0/8, which is loopback"],
    ["224.0.0.0/16", "a block outside 224.0.0.0/4, which is multicast"],
    ["239.255.240.0/20", "a block outside 224.0.0.0/4, which is multicast"],
    ["169.254.0.0/16", "a block outside 169.254.0.0/16, which is link-local"],
    ["169.254.16.0/20", "a block outside 169.254.0.0/16, which is link-local"],
    ["0.0.0.0/16", "a block outside 0.0.0.0/8, which is this network"],
    ["240.0.0.0/16", "a block outside 240.0.0.0/4, which is reserved"],
    ["255.255.240.0/20", "a block outside 240.0.0.0/4, which is reserved"],
    ["10.10.1.0/16", "the first address of its block, 10.10.0.0/16"],
    ["10.10.17.4/20", "the first address of its block, 10.10.16.0/20"],
    ["10.0.0.0/8", NO_BLOCK],
    ["10.0.0.0/15", NO_BLOCK],
    ["10.0.0.0/21", NO_BLOCK],
    ["10.0.0.0", NO_BLOCK],
    ["010.0.0.0/16", NO_BLOCK],
    ["10.00.0.0/16", NO_BLOCK],
    ["10.256.0.0/16", NO_BLOCK],
    ["10.0.0/16", NO_BLOCK],
    ["fd00::/16", NO_BLOCK],
    ["10.0.0.0/16\n", NO_BLOCK],
  ];
  for (const [cidr, want] of cases) {
    it(`${JSON.stringify(cidr)} is ${want === undefined ? "right" : `to be ${want}`}`, () => {
      expect(cidrProblem(cidr)).to.equal(want);
    });
  }

  const owned: [cidr: string, isPublic: boolean][] = [
    ["10.10.0.0/16", false],
    ["172.16.0.0/16", false],
    ["172.31.240.0/20", false],
    ["172.32.0.0/16", true],
    ["192.168.16.0/20", false],
    ["192.169.0.0/16", true],
    ["100.64.0.0/16", false],
    ["100.63.0.0/16", true],
    ["100.128.0.0/16", true],
    ["198.19.0.0/16", false],
    ["8.8.0.0/16", true],
  ];
  for (const [cidr, expected] of owned) {
    it(`${cidr} is ${expected ? "somebody's on the internet" : "nobody's"}`, () => {
      expect(isPublic(cidr)).to.equal(expected);
    });
  }

  const byte = fc.nat({ max: 255 });
  const address = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join("."));
  const bits = fc.integer({ min: 16, max: 20 });

  it("shares its last address with a block that begins there", () => {
    expect(overlap("10.0.255.255/32", "10.0.0.0/16")).to.equal(true);
    expect(overlap("10.0.0.0/16", "10.0.255.255/32")).to.equal(true);
    expect(overlap("10.1.0.0/32", "10.0.0.0/16")).to.equal(false);
  });

  it("holds an address as Node's own list of blocks does", () => {
    fc.assert(
      fc.property(address, bits, address, (start, size, other) => {
        const list = new BlockList();
        list.addSubnet(start, size, "ipv4");
        expect(overlap(`${start}/${size}`, `${other}/32`)).to.equal(list.check(other));
      }),
    );
  });

  it("is right, or what is wanted instead is right, wherever it may be", () => {
    fc.assert(
      fc.property(address, bits, (start, size) => {
        const want = cidrProblem(`${start}/${size}`);
        if (want === undefined || want.startsWith("a block outside")) return;
        expect(cidrProblem(want.split(", ")[1] ?? "")).to.equal(undefined);
      }),
    );
  });
});
