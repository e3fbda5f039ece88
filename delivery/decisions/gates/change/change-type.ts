import { standardChangeProblems } from "../../change/standard";
import { fail, pass } from "../../verdict";
import { gate } from "../gate";

/** Only a documented change of low risk is a standard one (CI/CL-002 §16). */
export const changeTypeGate = gate({
  name: "change-type",
  question: "Is the release a change of the type that it is promoted as?",
  environments: ["prod"],
  decide(_, { release, changeType }) {
    if (changeType !== "standard") {
      const type = changeType === "normal" ? "a normal" : "an emergency";
      return pass(`It is promoted as ${type} change.`);
    }
    const [first, ...others] = standardChangeProblems(release);
    if (first === undefined) return pass("It is documented, and its risk is low.");
    return fail(first, ...others, "Promote it as a normal change.");
  },
});
