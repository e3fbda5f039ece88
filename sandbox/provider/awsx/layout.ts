import { formatProblem } from "../../../infra/problems";
import { ProviderError } from "../../cloud/provider-error";

/** What one subnet of every zone is to be. */
export interface SubnetSpec {
  readonly type: string;
  /** @default - the type in lower case */
  readonly name?: string;
  /** Prefix length. @default - an even share of the zone */
  readonly cidrMask?: number;
  /** Its block in each zone; every spec has them, or none. @default - placed by size */
  readonly cidrBlocks?: readonly string[];
}

/** One subnet, placed. */
export interface PlacedSubnet<Spec extends SubnetSpec> {
  readonly spec: Spec;
  readonly zone: string;
  /** Position of its zone, from 0. */
  readonly index: number;
  readonly cidrBlock: string;
}

/**
 * Where awsx puts subnets under its strategy `Auto`: the network in equal shares for the zones, each
 * a power of two, and in each share the subnets in the order given, aligned to their own size.
 *
 * @throws {ProviderError} if they do not fit
 */
export function layOut<Spec extends SubnetSpec>(
  cidrBlock: string,
  zones: readonly string[],
  specs: readonly Spec[],
): PlacedSubnet<Spec>[] {
  const { base, mask } = parse(cidrBlock);
  const zoneMask = mask + bitsFor(zones.length);
  const evenMask = zoneMask + bitsFor(specs.length);

  return zones.flatMap((zone, index) => {
    const start = base + index * sizeOf(zoneMask);
    let next = start;
    return specs.map((spec) => {
      const given = spec.cidrBlocks?.[index];
      if (given !== undefined) return { spec, zone, index, cidrBlock: given };
      const size = sizeOf(spec.cidrMask ?? evenMask);
      const at = Math.ceil(next / size) * size;
      next = at + size;
      if (next > start + sizeOf(zoneMask)) {
        const want = `subnets that fit into /${zoneMask}, a zone's share of ${cidrBlock}`;
        throw new ProviderError(formatProblem("subnetSpecs", specs.map(maskOf(evenMask)), want));
      }
      return { spec, zone, index, cidrBlock: `${show(at)}/${spec.cidrMask ?? evenMask}` };
    });
  });
}

function maskOf(evenMask: number): (spec: SubnetSpec) => string {
  return ({ type, cidrMask }) => `${type} /${cidrMask ?? evenMask}`;
}

/** Fewest bits that count to `count`. */
function bitsFor(count: number): number {
  return count === 0 ? 0 : Math.ceil(Math.log2(count));
}

function sizeOf(mask: number): number {
  return 2 ** (32 - mask);
}

function parse(cidrBlock: string): { base: number; mask: number } {
  const [, address = "", length] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidrBlock) ?? [];
  const bytes = address.split(".").map(Number);
  const mask = Number(length);
  if (bytes.length !== 4 || bytes.some((each) => each > 255) || !(mask >= 16 && mask <= 28)) {
    throw new ProviderError(
      formatProblem("cidrBlock", cidrBlock, "an IPv4 network from /16 to /28"),
    );
  }
  const address32 = bytes.reduce((number, byte) => number * 256 + byte, 0);
  return { base: Math.floor(address32 / sizeOf(mask)) * sizeOf(mask), mask };
}

function show(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
