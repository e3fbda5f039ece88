import * as pulumi from "@pulumi/pulumi";
import { formatProblem, InvalidInput } from "../infra/problems";
import type { Settings } from "../infra/settings/parse";

/**
 * Inputs that AWS fixes when it creates a resource, and that an adopted one keeps: another value would
 * replace it. A repository's images stay under the key that encrypts them (ECR API, CreateRepository).
 */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  "aws:ecr/repository:Repository": ["encryptionConfigurations"],
};

/** The imports of a stack: what puts them on its resources, and what is wrong with them. */
interface AdoptedResources {
  /** To be given to every top-level component; children have it from their parents. */
  readonly transformation: pulumi.ResourceTransformation;
  /**
   * To be called once every resource has been declared.
   *
   * @throws {pulumi.RunError} that lists each import for which the program has no resource
   */
  assertAllFound(): void;
}

/**
 * Has the resources that `adopt.imports` names imported instead of created. The engine reads what is
 * there, and updates it to what the program declares; a second run finds it in the state.
 *
 * Such a resource is protected as long as it is named: where it differs in an input that cannot change,
 * the plan fails, instead of replacing what holds somebody's data.
 */
export function adoptedResources({ adopt, environment }: Settings): AdoptedResources {
  const keyOf = (type: string, name: string) => `${type} ${name}`;
  const ids = new Map(adopt.imports.map(({ type, name, id }) => [keyOf(type, name), id]));
  const missing = new Set(ids.keys());
  return {
    transformation({ type, name, props, opts }) {
      const key = keyOf(type, name);
      const id = ids.get(key);
      if (id === undefined) return undefined;
      missing.delete(key);
      const ignoreChanges = [...(opts.ignoreChanges ?? []), ...(FIXED[type] ?? [])];
      const imported: pulumi.CustomResourceOptions = {
        ...opts,
        import: id,
        protect: true,
        ignoreChanges,
      };
      return { props, opts: imported };
    },
    assertAllFound() {
      if (missing.size === 0) return;
      const problems = adopt.imports.flatMap(({ type, name }, index) => {
        if (!missing.has(keyOf(type, name))) return [];
        const want = `a ${type} of the plan, or no such import`;
        return [formatProblem(`adopt.imports[${index}].name`, name, want)];
      });
      throw new pulumi.RunError(new InvalidInput(`Pulumi.${environment}.yaml`, problems).message);
    },
  };
}
