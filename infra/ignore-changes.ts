/**
 * A property path of the engine as one dotted text: `a.b[0]` and `a["b"][0]` are both `a.b.0`. Source: pulumi/pulumi,
 * sdk/go/common/resource, ParsePropertyPath.
 */
export function dottedPath(path: string): string {
  return path
    .replaceAll(/\["((?:[^"\\]|\\.)*)"\]/g, ".$1")
    .replaceAll(/\[([^\]]*)\]/g, ".$1")
    .replace(/^\./, "");
}

/** Whether `ignoreChanges` has the input at a path: by itself, by what it lies in, or by `*`. */
export function isIgnored(ignoreChanges: readonly string[], path: string): boolean {
  const asked = dottedPath(path);
  return ignoreChanges.some((each) => {
    const given = dottedPath(each);
    return given === "*" || given === asked || asked.startsWith(`${given}.`);
  });
}
