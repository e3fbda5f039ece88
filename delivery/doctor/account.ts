import type { Environment } from "../../infra/environments";
import { platformNames } from "../../infra/naming/platform-names";
import { formatProblem } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import type { AccountInspection } from "../ports/account-inspection";
import { type Check, sayings } from "./check";

/** What lets AWS be asked at all. */
const SIGN_IN = (environment: Environment) =>
  `aws sso login, as somebody who may read the account of ${environment}`;

/** That the calls go to the region of the settings. */
export function regionCheck({ region, environment }: Settings, asked: string | undefined): Check {
  const mend = `export AWS_REGION=${region}`;
  return {
    name: "region",
    mend,
    async look() {
      const fits = asked === undefined || asked === region;
      const want = `${region}, as Pulumi.${environment}.yaml says`;
      return sayings(fits ? [] : [formatProblem("AWS_REGION", asked, want)], mend, region);
    },
  };
}

/** That there are credentials, and that they are of the environment's own account. */
export function credentialsCheck(
  { accountId, environment }: Settings,
  account: AccountInspection,
): Check {
  const mend = SIGN_IN(environment);
  return {
    name: "credentials",
    mend,
    async look() {
      const { accountId: found, arn } = await account.identity();
      const want = `${accountId}, the account of ${environment}`;
      const problems =
        found === accountId ? [] : [formatProblem("the account of the credentials", found, want)];
      return sayings(problems, mend, `${arn} in ${environment}`);
    },
  };
}

/** That the tables of the deliveries are there, and cannot be deleted where the settings protect them. */
export function tablesCheck(settings: Settings, account: AccountInspection): Check {
  const { environment, protect } = settings;
  const { ledger, promotions } = platformNames(settings);
  const mend = `pulumi up --refresh --stack ${environment} --policy-pack policies`;
  return {
    name: "tables",
    mend: SIGN_IN(environment),
    async look() {
      const problems: string[] = [];
      for (const name of [ledger, promotions]) {
        const table = await account.table(name);
        if (table?.status !== "ACTIVE") {
          problems.push(formatProblem(`table ${name}`, table?.status, '"ACTIVE"'));
        } else if (protect && !table.isProtected) {
          problems.push(formatProblem(`deletion protection of table ${name}`, false, "true"));
        }
      }
      return sayings(problems, mend, `${ledger} and ${promotions}`);
    },
  };
}
