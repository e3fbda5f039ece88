import { type Props, valuesAt } from "../support/unknowns";

/** Inputs that name blocks of addresses, over all shapes that a security group's rule has. */
const BLOCKS = ["cidrBlocks.*", "ipv6CidrBlocks.*", "cidrIpv4", "cidrIpv6"];

/** The block of `rule` that is the internet, or a large part of it; else nothing. */
export function anywhere(rule: Props): string | undefined {
  return BLOCKS.flatMap((path) => valuesAt(rule, path))
    .filter((block) => typeof block === "string")
    .find((block) => /\/0*[0-7]$/.test(block));
}
