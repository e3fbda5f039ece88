/** Which routes a subnet has: to the internet both ways, outwards through NAT, or none. */
export type Tier = "public" | "private" | "isolated";

/** Zones that the block is laid out for, however many are in use, so that a new zone moves no subnet. */
const ZONES = 4;

/** Where each tier begins in its zone's part, and its size, in eighths; the last two are spare. */
const LAYOUT: Record<Tier, { readonly first: number; readonly eighths: number }> = {
  private: { first: 0, eighths: 4 },
  public: { first: 4, eighths: 1 },
  isolated: { first: 5, eighths: 1 },
};

/**
 * The IPv4 blocks of each tier, one per zone in order.
 *
 * Each zone has a quarter of the VPC, and of that private subnets have a half, where the tasks are.
 * In a /20 these are 512 addresses, and 128 for public and isolated ones.
 *
 * @param cidr - the VPC's block, its first address and a length up to 20
 * @param zones - how many zones are in use, 1 to 4
 */
export function subnetBlocks(cidr: string, zones: number): Record<Tier, string[]> {
  const { first, size } = read(cidr);
  const eighth = size / ZONES / 8;
  const blocks = (tier: Tier) =>
    Array.from({ length: zones }, (_, zone) => {
      const { first: skipped, eighths } = LAYOUT[tier];
      return write(first + (zone * 8 + skipped) * eighth, eighths * eighth);
    });
  return { public: blocks("public"), private: blocks("private"), isolated: blocks("isolated") };
}

/** `cidr` as AWS takes it, from its block's first address: `10.0.0.0/16` for `10.0.0.7/16`. */
export function canonicalBlock(cidr: string): string {
  const { first, size } = read(cidr);
  return write(first, size);
}

function read(cidr: string): { first: number; size: number } {
  const [address = "", length = ""] = cidr.split("/");
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(length));
  return { first: value - (value % size), size };
}

function write(first: number, size: number): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${32 - Math.log2(size)}`;
}
