import { type Node, parseDocument, visit } from "yaml";
import type { Settings } from "../settings/parse";

/**
 * Text of a stack's file with `adopt` in it; comments and all other keys stay as they are.
 *
 * @param project - name of the Pulumi project, which is the key's prefix
 */
export function withAdoption(text: string, project: string, adopt: Settings["adopt"]): string {
  const file = parseDocument(text);
  const { githubOidcProvider, vpc, imports, rulesets } = adopt;
  const written = {
    ...(githubOidcProvider === "use" ? { githubOidcProvider } : {}),
    ...(vpc ? { vpc } : {}),
    ...(imports.length > 0 ? { imports } : {}),
    ...(Object.keys(rulesets).length > 0 ? { rulesets } : {}),
  };
  const key = ["config", `${project}:adopt`];
  if (Object.keys(written).length > 0) file.setIn(key, quoted(file.createNode(written)));
  else file.deleteIn(key);
  return file.toString({ lineWidth: 0 });
}

/** Texts in quotes: a version of YAML could take a day, or an id of digits, for something else. */
function quoted(node: Node): Node {
  visit(node, {
    Scalar(key, scalar) {
      if (key !== "key" && typeof scalar.value === "string") scalar.type = "QUOTE_DOUBLE";
    },
  });
  return node;
}
