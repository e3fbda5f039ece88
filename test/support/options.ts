import type * as pulumi from "@pulumi/pulumi";

/**
 * Records the options of a component's resources, which `record` does not see: `opts` goes to the
 * component, and `of` then gives the options by type token.
 */
export function watchOptions() {
  const of = new Map<string, pulumi.CustomResourceOptions>();
  const transformation: pulumi.ResourceTransformation = ({ type, opts }) => {
    of.set(type, opts);
    return undefined;
  };
  return { of, opts: { transformations: [transformation] } };
}
