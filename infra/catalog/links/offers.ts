import type { Link, OwnedType, Verb } from "./fields";

/** What a link may do with a workload, and with which part of it. */
export type Offer = Pick<Link, "verb" | "resource">;

/** What a link may do with each type of thing that a Terraform stack owns. */
export const OWNED_VERBS: Readonly<Record<OwnedType, readonly Verb[]>> = {
  bucket: ["read", "write"],
  table: ["read", "write"],
  // What reads a topic is a queue that is subscribed to it, and no workload.
  topic: ["write"],
  parameter: ["read", "write"],
  secret: ["read", "write"],
  database: ["connect"],
};

/** Offers on the things of one type that a Terraform stack owns, by name. */
export function offersOn(type: OwnedType, names: readonly string[]): Offer[] {
  return names.flatMap((name) =>
    OWNED_VERBS[type].map((verb) => ({ verb, resource: `${type}/${name}` })),
  );
}

/** The two parts of a link's `resource`. */
export function partsOf(resource: string): { type: OwnedType; name: string } {
  const [type = "", name = ""] = resource.split("/");
  return { type: type as OwnedType, name };
}

/** Whether two ends of a link name the same verb and the same part of a workload. */
export function isSameOffer(one: Offer, other: Offer): boolean {
  return one.verb === other.verb && one.resource === other.resource;
}

/** An end of a link as a line of an entry: `{ to: "core", verb: "read", resource: "bucket/a" }`. */
export function lineOf(
  end: Offer & ({ readonly to: string } | { readonly from: string; readonly crossApp?: boolean }),
): string {
  const { verb, resource } = end;
  const fields = [
    "to" in end ? `to: "${end.to}"` : `from: "${end.from}"`,
    `verb: "${verb}"`,
    ...(resource === undefined ? [] : [`resource: "${resource}"`]),
    ...("crossApp" in end && end.crossApp ? ["crossApp: true"] : []),
  ];
  return `{ ${fields.join(", ")} }`;
}
