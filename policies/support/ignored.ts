/**
 * Whether `ignoreChanges` takes in the input at a dotted path: by itself, by what it lies in, or by
 * `*`. The engine writes a path as `a.b[0]` or `a["b"]`.
 */
export function isIgnored(ignoreChanges: readonly string[], path: string): boolean {
  return ignoreChanges.some((each) => {
    const given = each.replaceAll(/\["?([^"\]]*)"?\]/g, ".$1");
    return given === "*" || given === path || path.startsWith(`${given}.`);
  });
}
