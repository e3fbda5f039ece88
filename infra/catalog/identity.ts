import type { Identity } from "../tags";
import type { Workload } from "./workload";

/** Who answers for what is made for `workload`: whose context, names and tags it has. */
export function identityOf(workload: Workload): Identity {
  const { app, name, owner, costCenter, compliance } = workload;
  return { app, service: name, owner, costCenter, compliance };
}
