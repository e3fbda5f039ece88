import canonicalize from "canonicalize";
import { z } from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string())]);

/** A statement of an IAM policy (IAM User Guide, "Grammar of the IAM JSON policy language"). */
const statement = z.looseObject({
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.unknown().optional(),
  NotPrincipal: z.unknown().optional(),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Condition: z.unknown().optional(),
});
const document = z.object({ Statement: z.union([statement, z.array(statement)]) });

type Statement = z.output<typeof statement>;

/** One action, or set of actions, on one resource: what two policies are compared by. */
interface Permission {
  readonly effect: "Allow" | "Deny";
  /** Such as `s3:GetObject`, or `all but s3:GetObject, s3:PutObject`. */
  readonly action: string;
  readonly resource: string;
  /** Who may, and on which condition, as canonical JSON; empty where the statement says neither. */
  readonly to: string;
}

/** The text of a policy, read. Nothing where it is none, as the plan does not know it yet. */
export function readPolicy(text: unknown): readonly Permission[] | undefined {
  const read = document.safeParse(typeof text === "string" ? json(text) : text);
  if (!read.success) return undefined;
  return [read.data.Statement].flat().flatMap(permissionsIn);
}

/**
 * What a policy allows, and one before it did not; and what the one before denied, and this one does not. They are
 * compared by what is written: a statement whose condition has changed, even to a narrower one, is another one.
 *
 * @returns a line for each action, such as `allows s3:GetObject on arn:aws:s3:::b/*`
 */
export function widened(
  before: readonly Permission[],
  after: readonly Permission[],
): readonly string[] {
  return [
    ...linesOf("allows", missingIn(before, after, "Allow")),
    ...linesOf("no longer denies", missingIn(after, before, "Deny")),
  ];
}

function missingIn(
  known: readonly Permission[],
  asked: readonly Permission[],
  effect: Permission["effect"],
): readonly Permission[] {
  const keys = new Set(known.filter((each) => each.effect === effect).map(keyOf));
  return asked.filter((each) => each.effect === effect && !keys.has(keyOf(each)));
}

/** Permissions that differ by their action alone are one line. */
function linesOf(verb: string, permissions: readonly Permission[]): string[] {
  const byRest = new Map<string, string[]>();
  for (const { action, resource, to } of permissions) {
    const rest = `on ${resource}${to === "" ? "" : `, where ${to}`}`;
    byRest.set(rest, [...(byRest.get(rest) ?? []), action]);
  }
  return [...byRest].map(([rest, actions]) => `${verb} ${actions.join(", ")} ${rest}`);
}

function permissionsIn(each: Statement): Permission[] {
  const { Effect: effect, Action, NotAction, Resource, NotResource } = each;
  const to = canonicalize({
    Principal: each.Principal,
    NotPrincipal: each.NotPrincipal,
    Condition: each.Condition,
  });
  const actions = partsOf(Action, NotAction);
  const resources = partsOf(Resource, NotResource);
  return actions.flatMap((action) =>
    resources.map((resource) => ({ effect, action, resource, to: to === "{}" ? "" : (to ?? "") })),
  );
}

/** Each of them alone; all but some are one set. A trust policy has no resource: it is of the role itself. */
function partsOf(
  given: string | readonly string[] | undefined,
  but: string | readonly string[] | undefined,
): readonly string[] {
  if (given !== undefined) return [given].flat();
  return but === undefined ? ["itself"] : [`all but ${[but].flat().sort().join(", ")}`];
}

function keyOf({ action, resource, to }: Permission): string {
  return JSON.stringify([action, resource, to]);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
