import { kindOfVersion, PROMOTED_INTO } from "../../release/release-kind";
import { fail, pass } from "../../verdict";
import { gate } from "../gate";
import type { RequestedPromotion } from "../subject";

/** What goes into another environment instead. */
const INSTEAD: Readonly<Record<ReturnType<typeof kindOfVersion>, string>> = {
  "main-build": "Tag its commit.",
  "pre-release": "Tag a version without a suffix.",
  release: "dev has what is merged to main.",
};

/** A build of main ends in dev, a pre-release in stg, and a release goes into stg and prod (CI/CL-002 §5, §11). */
export const releaseKindGate = gate<RequestedPromotion>({
  name: "release-kind",
  question: "May a version of this kind go into this environment?",
  environments: ["dev", "stg", "prod"],
  decide(_, { release: { version }, environment }) {
    const kind = kindOfVersion(version);
    const environments: readonly string[] = PROMOTED_INTO[kind];
    return environments.includes(environment)
      ? pass(`${version} is a ${kind}.`)
      : fail(
          `${version} is a ${kind}, which goes into ${environments.join(" and ")} only. ${INSTEAD[kind]}`,
        );
  },
});
