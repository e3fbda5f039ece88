import { flagPercent } from "../flags/percent";
import { AGENT_PORT } from "../flags/port";
import type { Rule } from "./rule";
import type { Workload, WorkloadOf } from "./workload";

/** What is wanted of the flag that guards a change, for as long as it is one. */
const CLOSED = "a flag that is not on for all of prod yet, or it guards nothing";

/** A risky change is behind a flag (CI/CL-002 §10). */
export const RISK: Rule<Workload> = {
  needs: ["risky", "flags"],
  findings({ risky, flags }) {
    if (!risky) return [];
    const at = (want: string) => ({ path: ["risky", "flag"], want });
    return [
      !Object.hasOwn(flags, risky.flag) && at(oneOf("a flag of this workload", flags)),
      guardsNothing(flags, risky.flag) && at(CLOSED),
    ];
  },
};

/** A change of the database's shape is behind a flag (CI/CL-002 §10). */
export const MIGRATIONS: Rule<Exclude<Workload, WorkloadOf<"terraform">>> = {
  needs: ["migrations", "flags", "secrets"],
  findings({ migrations, flags, secrets }) {
    if (!migrations) return [];
    const { changesShape, flag, secret } = migrations;
    const at = (key: string, want: string) => ({ path: ["migrations", key], want });
    return [
      changesShape && flag === undefined && at("flag", "a flag, as the database's shape changes"),
      flag !== undefined && !Object.hasOwn(flags, flag) && at("flag", oneOf("a flag", flags)),
      changesShape && guardsNothing(flags, flag) && at("flag", CLOSED),
      !Object.hasOwn(secrets, secret) && at("secret", oneOf("a secret", secrets)),
    ];
  },
};

/** The agent that reads flags shares the network of its task. */
export const AGENT: Rule<WorkloadOf<"service">> = {
  needs: ["flags", "port"],
  findings: ({ flags, port }) => [
    Object.keys(flags).length > 0 &&
      port === AGENT_PORT && { path: ["port"], want: "another: the agent that reads flags has it" },
  ],
};

/** Nothing of a Terraform stack runs, so that nothing could read a flag of it. */
export const NO_FLAGS: Rule<WorkloadOf<"terraform">> = {
  needs: ["flags"],
  findings: ({ flags }) => [
    Object.keys(flags).length > 0 && { path: ["flags"], want: "none, as nothing reads them" },
  ],
};

/** Whether a flag is open already in prod, where the change that it guards is yet to come. */
function guardsNothing(flags: Workload["flags"], key: string | undefined): boolean {
  const flag = key !== undefined && Object.hasOwn(flags, key) ? flags[key] : undefined;
  return flag !== undefined && flagPercent(flag, "prod") === 100;
}

function oneOf(what: string, of: object): string {
  const keys = Object.keys(of);
  return keys.length > 0 ? `${what}: one of ${keys.join(", ")}` : `${what}, and it has none`;
}
