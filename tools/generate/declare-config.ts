import { readFileSync, writeFileSync } from "node:fs";
import { parseDocument, visit } from "yaml";
import { configDeclarations } from "../../infra/settings/parse";

const FILE = new URL("../../Pulumi.yaml", import.meta.url);

/** `Pulumi.yaml` with its `config` section made anew from the schema of the settings. */
export function withDeclarations(text: string): string {
  const project = parseDocument(text);
  project.set("config", project.createNode(configDeclarations()));
  // A text that begins with a digit gets quotes: Pulumi reads some, such as a date, as no text.
  visit(project, {
    Scalar(_, node) {
      if (typeof node.value === "string" && /^\d/.test(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return project.toString({ lineWidth: 100 });
}

if (import.meta.filename === process.argv[1]) {
  writeFileSync(FILE, withDeclarations(readFileSync(FILE, "utf8")));
}
