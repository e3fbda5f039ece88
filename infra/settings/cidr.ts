import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { ENVIRONMENTS, type Environment } from "../environments";
import { formatProblem, InvalidInput } from "../problems";
import { overlap } from "./address-block";
import type { Settings } from "./parse";

/** The block of each environment's VPC, as its stack file gives it; nothing where there is no file. */
export type CidrBlocks = Readonly<Partial<Record<Environment, string>>>;

/** Reads the blocks of all stack files of the project in `folder`, whose URL ends with a slash. */
export function readCidrBlocks(folder: URL): CidrBlocks {
  const { name } = read(new URL("Pulumi.yaml", folder));
  return Object.fromEntries(
    ENVIRONMENTS.flatMap((environment) => {
      const { config } = read(new URL(`Pulumi.${environment}.yaml`, folder));
      const cidr: unknown = config instanceof Object && Reflect.get(config, `${name}:cidr`);
      return typeof cidr === "string" ? [[environment, cidr]] : [];
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

function read(file: URL): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) return {};
  try {
    const document: unknown = parse(readFileSync(file, "utf8"));
    return document instanceof Object ? { ...document } : {};
  } catch (error) {
    const [sentence = ""] = error instanceof Error ? error.message.split("\n") : [];
    const name = file.pathname.split("/").at(-1) ?? file.pathname;
    throw new InvalidInput(name, [`YAML is wrong: ${sentence}`]);
  }
}
