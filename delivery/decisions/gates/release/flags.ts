import { fail, pass } from "../../verdict";
import { gate } from "../gate";

/** Every feature flag that the release's code reads is deployed in the environment (CI/CL-002 §10). */
export const flagsGate = gate({
  name: "flags",
  question: "Are the feature flags that the release needs deployed?",
  environments: ["stg", "prod"],
  decide(fact, { release: { flags, workload }, environment }) {
    if (flags.length === 0) return pass("It needs no flag.");
    const deployed = fact("flags");
    const missing = flags.filter((each) => !deployed.includes(each));
    if (missing.length === 0) return pass(`Deployed: ${flags.join(", ")}.`);
    return fail(
      `${missing.join(", ")} is not deployed in ${environment}: nc flags deploy ${workload} --environment ${environment}`,
    );
  },
});
