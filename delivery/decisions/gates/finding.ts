import { fail, type Verdict } from "../verdict";

/** What a gate finds of one of several things that it asks for. */
export type Finding =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly reason: string }
  | { readonly kind: "not-yet"; readonly reason: string; readonly whom: string };

/**
 * The verdict of several findings: one `no` fails, and else one `not-yet` waits. All reasons of both are given.
 *
 * @param yes - the verdict where every finding is a `yes`
 */
export function decideFrom(findings: readonly Finding[], yes: () => Verdict): Verdict {
  const open = findings.flatMap((finding) => (finding.kind === "yes" ? [] : [finding]));
  const [first, ...others] = open.map(({ reason }) => reason);
  if (first === undefined) return yes();
  if (open.some(({ kind }) => kind === "no")) return fail(first, ...others);
  const whom = open.flatMap((finding) => (finding.kind === "not-yet" ? [finding.whom] : []));
  return { kind: "wait", reasons: [first, ...others], whom: [...new Set(whom)].join(" and ") };
}
