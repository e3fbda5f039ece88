import { ENVIRONMENTS, type Environment } from "../environments";
import { formatProblem, InvalidInput } from "../problems";
import { overlap } from "./address-block";
import type { Settings } from "./parse";
import { configOf, readProjectFile } from "./project-file";

/** The block of each environment's VPC, as its stack file gives it; nothing where there is no file. */
export type CidrBlocks = Readonly<Partial<Record<Environment, string>>>;

/**
 * Reads the blocks of all stack files of the project in `folder`, whose URL ends with a slash.
 *
 * @throws {InvalidInput} if a file cannot be read as the CLI reads it
 */
export function readCidrBlocks(folder: URL): CidrBlocks {
  const name = String(readProjectFile(new URL("Pulumi.yaml", folder))?.content.name);
  return Object.fromEntries(
    ENVIRONMENTS.flatMap((environment) => {
      const file = readProjectFile(new URL(`Pulumi.${environment}.yaml`, folder));
      const cidr = file && configOf(name, file)[`${name}:cidr`];
      return cidr === undefined ? [] : [[environment, cidr]];
    }),
  );
}

/**
 * Refuses an environment whose VPC overlaps another one's: the two could never be connected.
 *
 * @throws {InvalidInput} that names both files and both blocks
 */
export function checkCidr({ environment, cidr }: Settings, blocks: CidrBlocks): void {
  const problems = ENVIRONMENTS.flatMap((other) => {
    const taken = blocks[other];
    if (other === environment || taken === undefined || !overlap(cidr, taken)) return [];
    const want = `a block that does not overlap ${taken} of Pulumi.${other}.yaml`;
    return [formatProblem("cidr", cidr, want)];
  });
  if (problems.length > 0) throw new InvalidInput(`Pulumi.${environment}.yaml`, problems);
}
