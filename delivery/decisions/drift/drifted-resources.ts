import { addedPolicies } from "./added-policies";
import { differencesOf } from "./differences";
import { refreshedResources } from "./refresh-preview";
import type { DriftedResource } from "./resource";
import { namesOf, regionOf } from "./trail-names";

/**
 * The resources that are not as the program last made them, by URN. What releases own, and what another resource of
 * the program sets, is in a resource's `ignoreChanges` and is no drift; nor is an output. A policy that a role has
 * beside those of the program is drift.
 *
 * @param json - of `pulumi refresh --preview-only --json`
 * @param stack - name of the stack that it has to be of
 * @throws {InvalidInput} if it is none, of another stack, or one that failed half-way
 */
export function driftedResources(json: unknown, stack: string): readonly DriftedResource[] {
  const all = refreshedResources(json, stack);
  return all
    .flatMap((each): DriftedResource[] => {
      const { urn, kind, old, found, paths } = each;
      const resource = {
        urn,
        type: old.type,
        id: old.id,
        names: namesOf(old),
        region: regionOf(old),
        appliedAt: old.modified ?? undefined,
      };
      if (kind === "same" && !found) return [];
      if (kind === "deleted" || !found) return [{ ...resource, kind: "deleted", differences: [] }];
      const changed = kind === "changed" ? differencesOf(old, found, paths) : [];
      const differences = [...changed, ...addedPolicies(each, all)];
      return differences.length === 0 ? [] : [{ ...resource, kind: "changed", differences }];
    })
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}
