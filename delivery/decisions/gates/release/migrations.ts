import { counted } from "../../../../infra/counted";
import { isEverywhere, tooEarly } from "../../migrations/contract-step";
import { migrationRefusals } from "../../migrations/refusals";
import { fail, pass } from "../../verdict";
import { gate } from "../gate";

/**
 * The release's migrations may run here (CI/CL-002 §8): somebody has read and, where something is taken away, approved
 * them, and the release that stopped using it is everywhere in this environment. Whoever built the release could ask
 * stg's ledger alone; and a release that is promoted in place of another one runs that one's migrations, too.
 */
export const migrationsGate = gate({
  name: "migrations",
  question: "May the release's migrations run in this environment now?",
  environments: ["stg", "prod"],
  decide(fact, { release, environment }) {
    const { hasCommand, everywhere } = fact("migrations");
    if (!hasCommand) {
      return release.migrations === undefined
        ? pass("It has no migrations.")
        : fail("It has migrations, and the catalog names no command that runs them.");
    }
    const { destructive = [], earlier = [] } = release.migrations?.report ?? {};
    // Where no release has ever been everywhere, no code uses what an earlier file has taken away.
    const early = [...destructive, ...(everywhere === undefined ? [] : earlier)]
      .filter(({ unusedSince }) => !isEverywhere(unusedSince, everywhere))
      .map(({ file, unusedSince }) => tooEarly(file, unusedSince, everywhere));
    const [first, ...more] = [...migrationRefusals(release, environment), ...new Set(early)];
    if (first !== undefined) return fail(first, ...more);
    const count = release.migrations?.files.length ?? 0;
    if (count === 0) return pass("It has no migrations.");
    const it = `It has ${counted(count, "migration")}`;
    return destructive.length === 0
      ? pass(`${it}, and nothing is taken away.`)
      : pass(`${it}. What is taken away (${destructive.length}) is in use nowhere.`);
  },
});
