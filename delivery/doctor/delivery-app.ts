import { platformKeyAlias, platformNames } from "../../infra/naming/platform-names";
import { formatProblem } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import type { DeliveryApp } from "../ports/delivery-app";
import { type Check, notKnown, sayings } from "./check";

/** What a delivery asks GitHub for, and what it writes there: the root-cause ticket, and the change ticket. */
export const APP_PERMISSIONS = {
  actions: "read",
  checks: "read",
  contents: "read",
  deployments: "read",
  issues: "write",
  members: "read",
  pull_requests: "read",
} as const;

/** GitHub gives it to every App (GitHub docs, "Choosing permissions for a GitHub App"). */
const ALWAYS = ["metadata"];

/**
 * That the account's secret has the credentials of a GitHub App that GitHub takes, and which may do exactly what deliveries need.
 * A Terraform stack's providers run with a role that reads the secret, so the App may do no more.
 */
export function deliveryAppCheck(settings: Settings, app: DeliveryApp): Check {
  const { environment, github } = settings;
  const { deliverySecret } = platformNames(settings);
  const put = `aws secretsmanager put-secret-value --secret-id ${deliverySecret} --secret-string file://delivery.json`;
  const create = `aws secretsmanager create-secret --name ${deliverySecret} --kms-key-id ${platformKeyAlias(environment, "config")} --secret-string file://delivery.json`;
  return {
    name: "delivery App",
    mend: `aws sso login, as somebody who may read ${deliverySecret}`,
    async look() {
      const found = await app.secretProblem();
      if (found?.isMissing) {
        const mend = `${create}, and where it is there without a value: ${put}`;
        return [{ problem: found.problem, mend }];
      }
      if (found) return [{ problem: found.problem, mend: put }];
      const mend = `https://github.com/organizations/${github.organization}/settings/installations, as an owner of the organization`;
      return app.permissions().then(
        (given) => sayings(permissionProblems(given), mend, `${deliverySecret}, as GitHub has it`),
        (error) => notKnown(error, `a new private key of the App into delivery.json, and ${put}`),
      );
    },
  };
}

/** Each permission that is missing, too low, or more than a delivery needs. */
function permissionProblems(permissions: Readonly<Record<string, string>>): string[] {
  const wanted = new Map<string, string>(Object.entries(APP_PERMISSIONS));
  const names = [...new Set([...wanted.keys(), ...Object.keys(permissions)])].sort();
  return names
    .filter((name) => !ALWAYS.includes(name) && permissions[name] !== wanted.get(name))
    .map((name) =>
      formatProblem(
        `the App's permission ${name}`,
        permissions[name],
        wanted.get(name) ?? "none: no delivery needs it",
      ),
    );
}
