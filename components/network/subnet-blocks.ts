import { blockAt, rangeOf } from "../../infra/settings/address-block";

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
  const { first, last } = rangeOf(cidr);
  const eighth = (last - first + 1) / ZONES / 8;
  const blocks = (tier: Tier) =>
    Array.from({ length: zones }, (_, zone) => {
      const { first: skipped, eighths } = LAYOUT[tier];
      return blockAt(first + (zone * 8 + skipped) * eighth, eighths * eighth);
    });
  return { public: blocks("public"), private: blocks("private"), isolated: blocks("isolated") };
}
