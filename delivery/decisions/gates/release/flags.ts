import { fail, pass } from "../../verdict";
import { gate } from "../gate";

/**
 * Every feature flag that the release's code reads is deployed in the environment, or can be added there by the promotion,
 * which does so before the code runs (CI/CL-002 §10).
 */
export const flagsGate = gate({
  name: "flags",
  question: "Are the feature flags that the release needs deployed, or added by the promotion?",
  environments: ["stg", "prod"],
  decide(fact, { release: { flags, workload }, environment }) {
    if (flags.length === 0) return pass("It needs no flag.");
    const deployed = fact("flags");
    if (deployed === undefined) {
      return fail(
        `${flags.join(", ")}: the platform has given ${workload} no flags in ${environment}. Declare them in the catalog, and apply the platform there`,
      );
    }
    const there = flags.filter((each) => deployed.includes(each));
    const missing = flags.filter((each) => !deployed.includes(each));
    return pass(
      ...(there.length > 0 ? [`Deployed: ${there.join(", ")}.`] : []),
      ...(missing.length > 0 ? [`Added by the promotion, off: ${missing.join(", ")}.`] : []),
    );
  },
});
