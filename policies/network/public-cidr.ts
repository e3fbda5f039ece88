import { given } from "../support/unknowns";

/** The blocks of addresses of a security group's rule, over all shapes that it has. */
interface Blocks {
  readonly cidrBlocks?: Iterable<unknown>;
  readonly ipv6CidrBlocks?: Iterable<unknown>;
  readonly cidrIpv4?: unknown;
  readonly cidrIpv6?: unknown;
}

/** The block of a rule that is the internet, or a large part of it; else nothing. */
export function publicCidr(rule: Blocks): string | undefined {
  const { cidrBlocks, ipv6CidrBlocks, cidrIpv4, cidrIpv6 } = rule;
  return [...given(cidrBlocks), ...given(ipv6CidrBlocks), cidrIpv4, cidrIpv6]
    .filter((block) => typeof block === "string")
    .find((block) => /\/0*[0-7]$/.test(block));
}
