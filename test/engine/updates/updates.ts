import { expect } from "chai";
import type { WorkloadEntry } from "../../../infra/catalog/workload";
import { recordRelease } from "../../../sandbox/cloud/deployments/released";
import { type Cloud, openCloud } from "../../../sandbox/cloud/record";
import { foldersOf } from "../../../sandbox/folders";
import type { Report } from "../../../sandbox/report";
import { catalogFolder } from "../../support/catalog-folder";
import { MAIN, projectWith, type TestSandbox } from "../../support/sandbox";
import { refreshOfRun } from "../releases/older-plan";
import { reportOf } from "../releases/settled";

const PARAMETER = "aws:ssm/parameter:Parameter";
const NOTHING = { create: 0, change: 0, replace: 0, delete: 0 };

/** Updates of one environment, whose catalog is edited between them. */
export interface Updates {
  /** The account. */
  readonly cloud: Cloud;
  /** Puts entries in the place of those of their names, or adds them. */
  write(...entries: readonly WorkloadEntry[]): void;
  /** Removes the entry of a workload. */
  remove(name: string): void;
  /** Adds a setting to the environment's own. */
  set(key: string, value: object): void;
  /** One update, after a refresh of what releases run. */
  up(): Promise<Report>;
  /** The same, and another one, which changes nothing. */
  apply(): Promise<Report>;
  /** An update that is refused: what it says, once it is seen that nothing has changed. */
  refused(): Promise<string>;
  /** Writes down that releases of `workloads` have succeeded. */
  succeed(...workloads: readonly string[]): void;
}

/** Begins with `entries`, and with an account in which nothing is yet. */
export function updatesOf(
  sandbox: TestSandbox,
  environment: "dev" | "prod",
  ...entries: readonly WorkloadEntry[]
): Updates {
  const catalog = catalogFolder(sandbox.folder, ...entries);
  const cloud = openCloud(foldersOf(sandbox.folder).cloud(environment));
  let project = projectWith(sandbox.folder, environment, (text) => text);
  const run = () => {
    const env = { NC_CATALOG: catalog.folder, NC_PROJECT: project };
    return sandbox.run(["up", environment, "--json"], MAIN, env);
  };
  const up = async () => {
    if (cloud.list(PARAMETER).length > 0) await sandbox.cli(environment, refreshOfRun());
    return reportOf(run());
  };
  return {
    cloud,
    write: (...changed) => changed.forEach(catalog.write),
    remove: catalog.remove,
    set(key, value) {
      const line = `  nc-platform:${key}: ${JSON.stringify(value)}\n`;
      project = projectWith(sandbox.folder, environment, (text) => text + line);
    },
    up,
    async apply() {
      const report = await up();
      expect((await up()).changes).to.deep.include(NOTHING);
      return report;
    },
    async refused() {
      const before = cloud.list();
      const { code, stdout, stderr } = await run();
      expect(code).to.equal(1);
      expect(cloud.list()).to.deep.equal(before);
      return stdout + stderr;
    },
    succeed(...workloads) {
      for (const each of workloads) recordRelease(cloud, environment, each);
    },
  };
}
