/** The words of a verdict. */
export const VERDICTS = ["pass", "wait", "fail"] as const;

/** What a gate answers. Reasons are sentences for a person. */
export type Verdict =
  | { readonly kind: "pass"; readonly reasons: readonly string[] }
  | { readonly kind: "fail"; readonly reasons: readonly [string, ...string[]] }
  | {
      readonly kind: "wait";
      readonly reasons: readonly [string, ...string[]];
      /** When to ask again, in milliseconds since 1970. @default - whenever `whom` has acted */
      readonly until?: number;
      /** Who is waited for, such as `the team security`. @default - nobody: time alone */
      readonly whom?: string;
    };

/** A yes, with what it rests on. */
export function pass(...reasons: string[]): Verdict {
  return { kind: "pass", reasons };
}

/** A no. */
export function fail(...reasons: [string, ...string[]]): Verdict {
  return { kind: "fail", reasons };
}

/** The verdict of all: a fail outweighs a wait, and a wait outweighs a pass. */
export function overall(verdicts: readonly Verdict[]): Verdict["kind"] {
  const kinds = new Set(verdicts.map(({ kind }) => kind));
  if (kinds.has("fail") || verdicts.length === 0) return "fail";
  return kinds.has("wait") ? "wait" : "pass";
}
