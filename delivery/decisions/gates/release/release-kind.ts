import { kindOfVersion, PROMOTED_INTO } from "../../release/release-kind";
import { fail, pass } from "../../verdict";
import { gate } from "../gate";
import type { RequestedPromotion } from "../subject";

/** A pre-release ends in stg, and a build of main in dev (CI/CL-002 §5, §11). */
export const releaseKindGate = gate<RequestedPromotion>({
  name: "release-kind",
  question: "May a version of this kind go into this environment?",
  environments: ["stg", "prod"],
  decide(_, { release: { version }, environment }) {
    const kind = kindOfVersion(version);
    const environments: readonly string[] = PROMOTED_INTO[kind];
    return environments.includes(environment)
      ? pass(`${version} is a ${kind}.`)
      : fail(
          `${version} is a ${kind}, which goes into ${environments.join(" and ")} only. ` +
            (kind === "main-build" ? "Tag its commit." : "Tag a version without a suffix."),
        );
  },
});
