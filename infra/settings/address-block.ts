/** Addresses that no VPC may have. Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890). */
const UNUSABLE = [
  { block: "0.0.0.0/8", what: "this network" },
  { block: "127.0.0.0/8", what: "loopback" },
  { block: "169.254.0.0/16", what: "link-local" },
  { block: "224.0.0.0/4", what: "multicast" },
  { block: "240.0.0.0/4", what: "reserved" },
] as const;

/**
 * Addresses that are nobody's on the internet: RFC 1918, RFC 6598 and RFC 2544.
 * Source: Amazon VPC user guide, "VPC CIDR blocks".
 */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15"];

const BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const BLOCK = new RegExp(`^(${BYTE}\\.){3}${BYTE}/(1[6-9]|20)$`);

/** The first and the last address of a block. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** What is wanted of the address block of a VPC where `cidr` is not right; nothing where it is. */
export function cidrProblem(cidr: string): string | undefined {
  if (!BLOCK.test(cidr)) return "an IPv4 block from /16 to /20";
  const unusable = UNUSABLE.find(({ block }) => overlap(cidr, block));
  if (unusable) return `a block outside ${unusable.block}, which is ${unusable.what}`;
  const block = canonicalBlock(cidr);
  return block === cidr ? undefined : `the first address of its block, ${block}`;
}

/** `cidr` as AWS takes it, from its block's first address: `10.0.0.0/16` for `10.0.0.7/16`. */
export function canonicalBlock(cidr: string): string {
  const { first, last } = rangeOf(cidr);
  return blockAt(first, last - first + 1);
}

/** The block of `size` addresses, a power of 2, that begins at `first`. */
export function blockAt(first: number, size: number): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${32 - Math.log2(size)}`;
}

/** Whether addresses of a block belong to somebody on the internet, who is then out of reach. */
export function isPublic(cidr: string): boolean {
  const { first, last } = rangeOf(cidr);
  const within = (range: Range) => range.first <= first && last <= range.last;
  return !PRIVATE.some((block) => within(rangeOf(block)));
}

/** Whether two blocks share an address; no block shares one with what is no block. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a.first <= b.last && b.first <= a.last;
}

/** The addresses of a block, as numbers. */
export function rangeOf(cidr: string): Range {
  const [address = "", bits = ""] = cidr.split("/");
  const start = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(start / size) * size;
  return { first, last: first + size - 1 };
}
