import type * as pulumi from "@pulumi/pulumi";

/**
 * Records the options of a component's resources, which `record` does not see. Pass `opts` to the
 * component; `optionsOf` then has the options by type token, and of several resources of one type
 * those of the last.
 */
export function recordOptions() {
  const optionsOf = new Map<string, pulumi.CustomResourceOptions>();
  const transformation: pulumi.ResourceTransformation = ({ type, opts }) => {
    optionsOf.set(type, opts);
    return undefined;
  };
  return { optionsOf, opts: { transformations: [transformation] } };
}
