import { fail, pass } from "../../verdict";
import { gate } from "../gate";
import type { RequestedPromotion } from "../subject";

/** No incident of the workload is open in the environment. An emergency may be what ends it. */
export const openIncidentsGate = gate<RequestedPromotion>({
  name: "open-incidents",
  question: "Is the workload without an open incident?",
  environments: ["stg", "prod"],
  decide(fact, { changeType, release: { workload } }) {
    const [first, ...others] = fact("incidents").map(
      ({ id, title }) => `Incident ${id} is open: ${title}`,
    );
    if (first === undefined) return pass(`${workload} has no open incident.`);
    if (changeType === "emergency") {
      return pass("The change is an emergency.", first, ...others);
    }
    return fail(first, ...others);
  },
});
