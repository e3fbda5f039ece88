import { expect } from "chai";
import type { Environment } from "../../infra/environments";
import type { Ended } from "../support/sandbox";

/** Expects that a preview of these environments, in this order, makes something and breaks no rule. */
export function expectGoodPreview(
  { stdout, stderr, code }: Ended,
  environments: readonly Environment[],
): void {
  const lines = stdout.trimEnd().split("\n").slice(-environments.length);
  const counts = String.raw`[1-9]\d* to create, 0 to change, 0 to delete`;
  const judged = String.raw`[1-9]\d* policies, 0 violations`;
  environments.forEach((environment, index) => {
    expect(lines[index], stderr).to.match(new RegExp(`^${environment}: ${counts}, ${judged}$`));
  });
  expect(code, stderr).to.equal(0);
}
