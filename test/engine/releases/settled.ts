import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import type { Cloud } from "../../../sandbox/cloud/record";
import type { Report, Row } from "../../../sandbox/report";
import type { TestSandbox } from "../../support/sandbox";

/** What one run says of its one environment; it has to end well. */
export async function reportOf(run: ReturnType<TestSandbox["run"]>): Promise<Report> {
  const { code, stdout, stderr } = await run;
  expect(stdout, stderr).to.match(/^\{/);
  const [report] = JSON.parse(stdout).environments as Report[];
  if (report === undefined) throw new Error(stderr);
  expect([...report.errors, ...report.violations]).to.deep.equal([]);
  expect(code, stderr).to.equal(0);
  return report;
}

/**
 * Refreshes and updates, as nothing in the program has changed.
 *
 * @returns every change, none of which should be: what `up` says that it did, and what is not in
 * the account as it was
 */
export async function changesBySettling(sandbox: TestSandbox, cloud: Cloud): Promise<string[]> {
  const before = snapshot(cloud);
  // By the CLI itself, which needs no program for it.
  await sandbox.cli("dev", ["refresh", "--yes", "--skip-preview", "--non-interactive"]);
  const { rows } = await reportOf(sandbox.run(["up", "dev", "--json"]));
  const after = snapshot(cloud);
  const urns = [...new Set([...before.keys(), ...after.keys()])];
  return [
    ...rows.filter(({ operation }) => operation !== "same").map(wordsOf),
    ...urns.filter((urn) => !isDeepStrictEqual(before.get(urn), after.get(urn))),
  ];
}

function snapshot(cloud: Cloud): Map<string, unknown> {
  return new Map(cloud.list().map((entry) => [`${entry.urn} ${entry.key}`, entry]));
}

function wordsOf({ operation, count, type, component }: Row): string {
  return `${operation} ${count} ${type} of ${component}`;
}
