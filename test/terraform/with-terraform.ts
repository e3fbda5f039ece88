import { onPath } from "../../tools/children.mjs";

const HOW =
  "get terraform from https://developer.hashicorp.com/terraform/install, 1.10 or later, or Go, by which npm test builds tofu";

/**
 * Describes what needs a real Terraform, which `npm test` puts on PATH (`tools/setup/terraform.mjs`). Where a machine has none, one test is shown as skipped, with the reason and
 * what to do, in place of `tests`.
 */
export function describeWithTerraform(title: string, tests: (terraform: string) => void): void {
  describe(title, () => {
    const terraform = onPath("terraform") ?? onPath("tofu");
    if (terraform === undefined) it.skip(`neither terraform nor tofu is on PATH: ${HOW}`);
    else tests(terraform);
  });
}
