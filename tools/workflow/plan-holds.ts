import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** What marks a special value in Pulumi's JSON, and which mark is a resource. */
const MARK = "4dabf18193072939515e22adb298388d";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/**
 * URNs of resources that a component of `plan` gives back before they have an id.
 *
 * The engine lets a value that is not known yet become anything, but not such a resource: an update
 * by this plan would make half of it and then be refused (pulumi/pulumi#16681, of a like case).
 */
export function unmade(plan: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (!(value instanceof Object)) return;
    const { [MARK]: mark, id, urn } = value as Record<string, unknown>;
    if (mark === RESOURCE && id === "") found.add(String(urn));
    for (const each of Object.values(value)) look(each);
  };
  look(plan);
  return [...found];
}

/** `tools/workflow/plan-holds.ts <file>`: whether an update can keep to the plan. */
function main(file = "plan.json"): void {
  const found = unmade(JSON.parse(readFileSync(file, "utf8")));
  if (found.length === 0) return;
  console.log(
    "::error::the plan makes parts of the network, which no update can keep to: an administrator " +
      "applies it (docs/decisions/0006-plan-then-approve-then-apply.md)",
  );
  for (const urn of found) console.log(`  ${urn}`);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv[2]);
