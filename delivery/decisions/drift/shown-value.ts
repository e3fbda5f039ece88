import { dottedPath } from "../../../infra/ignore-changes";

/** What stands for a value that may be a secret. */
const HIDDEN = "(not shown)";

/** Most characters of a value that are shown, and how many of them before its first difference. */
const MOST = 160;
const BEFORE = 40;

/**
 * Inputs whose values are never shown, whatever they are: what a person types there may be a secret that the state
 * does not know as one.
 */
const MAY_BE_SECRET =
  /(^|\.)(environment|containerDefinitions|.*secret(string|binary)?|.*password|.*token|.*privateKey|.*authorization)(\.|$)/i;

/** Key by which the engine marks a secret, an asset or another special value in JSON (pulumi/pulumi, sdk/go/common/resource/sig). */
const MARK = "4dabf18193072939515e22adb298388d";

/** What the engine's JSON has in the place of a secret (pulumi/pulumi, pkg/backend/display, ShowPreviewDigest). */
const MASKED = "[secret]";

/**
 * The values of one input in the program and in the account, as texts: cut to the part that differs, and never one
 * that may be a secret. `undefined` stays so.
 */
export function shownValues(
  path: string,
  program: unknown,
  account: unknown,
): readonly [program: string | undefined, account: string | undefined] {
  const [before, after] = [textOf(path, program), textOf(path, account)];
  const start = Math.max(0, firstDifference(before ?? "", after ?? "") - BEFORE);
  return [cut(before, start), cut(after, start)];
}

function textOf(path: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (MAY_BE_SECRET.test(dottedPath(path)) || hasSecret(value)) return HIDDEN;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a secret is anywhere in a value: by the engine's mark, or by the name of a member. */
function hasSecret(value: unknown): boolean {
  if (value === MASKED) return true;
  if (!(value instanceof Object)) return false;
  return Object.entries(value).some(
    ([key, each]) => key === MARK || MAY_BE_SECRET.test(key) || hasSecret(each),
  );
}

function cut(text: string | undefined, start: number): string | undefined {
  if (text === undefined || text.length <= MOST) return text;
  const end = start + MOST;
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

function firstDifference(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at += 1) if (a[at] !== b[at]) return at;
  return end;
}
