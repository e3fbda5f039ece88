import { LOAD_BALANCER_LOGS_ACCOUNT } from "../../infra/aws-accounts";
import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import type { Statement } from "../support/iam";
import { identityPolicies, policyFields, resourcePolicies } from "../support/policy-documents";
import { anyResourceRule } from "../support/rule";
import { type Props, stringsIn } from "../support/unknowns";
import { isPromotionGrant } from "./promotion-grant";

/** 12 digits that stand alone; those that end a UUID, such as a key's id, are no account. */
const ACCOUNT = /(?<![A-Za-z0-9]|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)\d{12}(?![A-Za-z0-9])/g;

/** Provider of the program's own resources, which have no account. The engine gives it all of the stack's settings. */
const PROGRAMS_OWN = "pulumi:providers:pulumi-nodejs";

export const noCrossAccountReference = anyResourceRule({
  name: "no-cross-account-reference",
  description: "No plan names another account, except that prod reads tested artifacts from stg.",
  why: "Whatever dev can reach in prod, an attacker in dev can reach too.",
  remediationSteps:
    "Take account and names from `context`; promote through `ArtifactStore` and `DeployRole`.",
  severity: "critical",
  framework: ciCl002("§3"),
  applies: (type) => /^(aws|github|pulumi:providers):/.test(type) && type !== PROGRAMS_OWN,
  *check(subject, settings) {
    const { type, props } = subject;
    for (const statement of statementsIn(type, props)) {
      const others = othersIn(stringsIn(statement), settings);
      if (others.length === 0 || isPromotionGrant(subject, statement, others, settings)) continue;
      yield `statement ${statement.label} names account ${others.join(", ")}`;
    }
    const rest = Object.entries(props).filter(([key]) => !policyFields(type).includes(key));
    const others = othersIn(stringsIn(Object.fromEntries(rest)), settings);
    if (others.length > 0) yield `it names account ${others.join(", ")}`;
  },
});

function statementsIn(type: string, props: Props): Statement[] {
  return [...identityPolicies(type, props), ...resourcePolicies(type, props)].flatMap(
    ({ statements }) => statements ?? [],
  );
}

/** Of AWS's account that publishes the layers which read flags, only these layers are allowed. */
function othersIn(
  texts: Iterable<string>,
  { accountId, appConfigAgent: { layers } }: Settings,
): string[] {
  const judged = [...texts].filter((text) => !Object.values(layers).includes(text));
  const found = judged.flatMap((text) => text.match(ACCOUNT) ?? []);
  return [...new Set(found)].filter(
    (each) => each !== accountId && each !== LOAD_BALANCER_LOGS_ACCOUNT,
  );
}
