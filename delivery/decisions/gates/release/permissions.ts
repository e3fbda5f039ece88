import { fail, pass } from "../../verdict";
import { gate } from "../gate";

/**
 * What a role may do grows only where the plan that makes it grow was approved in the environment's own GitHub
 * environment: in stg by Release Eng, in prod by Security (CI/CL-002 §4, §12).
 */
export const permissionsGate = gate({
  name: "permissions",
  question: "Does the platform's plan leave permissions as they are, or was that plan approved?",
  environments: ["stg", "prod"],
  decide(fact, { rules: { planApproval } }) {
    const { broadened, plan, approvedBy } = fact("permissions");
    if (broadened.length === 0) return pass("The plan broadens no permission.");
    if (approvedBy.length > 0) return pass(`${approvedBy.join(", ")} approved the plan ${plan}.`);
    const whom = planApproval
      ? `no other person of the team ${planApproval.team} has approved it in ${planApproval.environment}`
      : "nobody approves plans here";
    return fail(`The plan ${plan} broadens permissions, and ${whom}.`, ...broadened);
  },
});
