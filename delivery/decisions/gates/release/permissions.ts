import { fail, pass } from "../../verdict";
import { gate } from "../gate";

/** What a role may do grows only where Security has approved the very plan that makes it grow (CI/CL-002 §4). */
export const permissionsGate = gate({
  name: "permissions",
  question: "Does the platform's plan leave permissions as they are, or has Security approved it?",
  environments: ["stg", "prod"],
  decide(fact, { rules: { teams } }) {
    const { broadened, plan, approvedBySecurity } = fact("permissions");
    if (broadened.length === 0) return pass("The plan broadens no permission.");
    const initiators = fact("people").initiators.map(({ login }) => login.toLowerCase());
    const approvers = approvedBySecurity
      .filter((each) => each.plan === plan && !initiators.includes(each.login.toLowerCase()))
      .map(({ login }) => login);
    if (approvers.length > 0) return pass(`${approvers.join(", ")} approved the plan ${plan}.`);
    const other = approvedBySecurity.filter((each) => each.plan !== plan);
    return fail(
      `The plan ${plan} broadens permissions, and no other person of the team ${teams.security} has approved it.`,
      ...broadened,
      ...other.map(({ login, plan: approved }) => `${login} approved another plan, ${approved}.`),
    );
  },
});
