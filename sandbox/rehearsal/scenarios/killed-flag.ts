import { flagChanges } from "../../../delivery/decisions/flags/changes";
import { deployFlags } from "../../../delivery/flags/deploy-flags";
import { documentInForce } from "../../../delivery/flags/deployed";
import { killFlags } from "../../../delivery/flags/kill-flags";
import { reportDeployed, reportUndone } from "../../../delivery/flags/report";
import type { Workload } from "../../../infra/catalog/workload";
import { flagDocument } from "../../../infra/flags/document";
import { InvalidInput } from "../../../infra/problems";
import { holds, present } from "../check";
import { flagsOf } from "../delivery/flags-of";
import { ledgerOf } from "../delivery/ledger-of";
import type { Scenario } from "../scenario";
import type { Stage } from "../stage";

/** CI/CL-002 §10, §14: a change of flags, and its undoing at once. */
export const killedFlag: Scenario = {
  name: "killed-flag",
  title: "A flag is turned on for all of stg, and killed: callers have the flags of before at once",
  async run(stage, step) {
    const workload = withFlags(stage);
    const asInCatalog = flagDocument(workload.flags, "stg");
    const forAll = Object.entries(workload.flags).map(([key, flag]) => [
      key,
      { ...flag, enabled: true },
    ]);
    const changed = flagDocument(Object.fromEntries(forAll), "stg");
    const { clock, progress: say } = stage;
    const { flags, report } = await flagsOf(stage, workload, "stg");

    await step(`the flags of ${workload.name} are as the catalog says`, async () => {
      const deployed = await deployFlags({ flags, document: asInCatalog, clock, say });
      if (deployed !== undefined) await reportDeployed(report, deployed);
      return flagChanges(undefined, present("flags", await documentInForce(flags)));
    });
    await step(`the flags of ${workload.name} are on for all`, async () => {
      const deployed = present(
        "deployment",
        await deployFlags({ flags, document: changed, clock, say }),
      );
      await reportDeployed(report, deployed);
      holds("state", deployed.state, "succeeded");
      return flagChanges(asInCatalog, present("flags", await documentInForce(flags)));
    });
    await step(`the flags of ${workload.name} are killed, and are as before`, async () => {
      const since = clock.now();
      const killed = present("deployment", await killFlags(flags, clock));
      const seconds = (clock.now().getTime() - since.getTime()) / 1000;
      holds("flags", flagChanges(await documentInForce(flags), asInCatalog), []);
      const reason = "The new parser loses pages.";
      const opened = await reportUndone(report, killed, { cause: "person", reason, since });
      const { id } = killed.undone;
      return [`${id}: back within ${seconds} s`, ...(await traces(stage, workload, id, opened))];
    });
  },
};

/** Incident and ticket, as the account and GitHub have them: both carry the deployment's id. */
async function traces(
  stage: Stage,
  { name }: Workload,
  deployment: string,
  { incident }: { readonly incident: string },
): Promise<readonly string[]> {
  const items = stage.accounts.stg.cloud.list("sandbox:ssm/opsItem");
  const item = present(
    "incident",
    items.find(({ key }) => key === incident),
  );
  holds("the incident's deployment", String(item.state.title).endsWith(deployment), true);
  const ticket = stage.github.state.issues.find(({ title }) => title.endsWith(deployment));
  const events = await ledgerOf(stage, "stg").eventsOf(name);
  const undone = events.find(
    (each) => each.type === "rolled-back" && each.deployment === deployment,
  );
  present("rolled-back", undone);
  return [`incident ${incident}, ticket #${present("ticket", ticket).number}`];
}

function withFlags({ catalog }: Stage): Workload {
  const found = catalog.find(({ flags }) => Object.keys(flags).length > 0);
  if (found) return found;
  throw new InvalidInput("catalog", ["flags are missing: expected a workload that has some"]);
}
