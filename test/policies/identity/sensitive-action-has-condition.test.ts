import { sensitiveActionHasCondition } from "../../../policies/identity/sensitive-action-has-condition";
import { judges, LATER } from "../../support/violations";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const POLICY = "aws:iam/policy:Policy";
const FUNCTION = "arn:aws:lambda:ca-central-1:111111111111:function:nc-a-dev-function";
const SERVICE = "arn:aws:ecs:ca-central-1:111111111111:service/nc-core/nc-a-dev-service";

const grants = (Action: string, Condition?: object, changes: object = {}) => ({
  type: ROLE_POLICY,
  props: {
    name: "x",
    policy: JSON.stringify({
      Statement: [
        { Sid: "A", Effect: "Allow", Action, Resource: [FUNCTION, SERVICE], Condition, ...changes },
      ],
    }),
  },
});
const ADD = "lambda:AddPermission";
const UPDATE = "ecs:UpdateService";
const opened = (operator: string, value: unknown) =>
  grants(ADD, { [operator]: { "lambda:Principal": value } });
const moved = (operator: string, key: string, value: unknown) =>
  grants(UPDATE, { [operator]: { [key]: value } });
const OPEN = {
  says: [/^policy, statement A, allows .+ without lambda:Principal: add a condition$/],
};
const MOVE = { says: [/^policy, statement A, allows .+ without ecs:subnet: add a condition$/] };

judges(sensitiveActionHasCondition, {
  "passes named services": opened("StringEquals", ["secretsmanager.amazonaws.com"]),
  "passes services of AWS": opened("StringLike", "*.amazonaws.com"),
  "passes a service that stays in its network": moved("Null", "ecs:subnet", "true"),
  "passes named subnets": moved("ForAnyValue:StringEquals", "ecs:subnet", ["subnet-1"]),
  "passes another action": grants("ecs:DescribeServices"),
  "passes a denial": grants(ADD, undefined, { Effect: "Deny" }),
  "passes what is unknown": { type: ROLE_POLICY, props: { policy: LATER } },
  ...Object.fromEntries(
    ["nc-platform-dev-boundary", "nc-platform-dev-deploy-compute"].map((name) => [
      `passes ${name}`,
      { ...grants(UPDATE), type: POLICY, props: { ...grants(UPDATE).props, name } },
    ]),
  ),
  "refuses a role's own policy of that name": {
    type: ROLE_POLICY,
    props: { ...grants(UPDATE).props, name: "nc-platform-dev-boundary" },
    ...MOVE,
  },
  "refuses another policy of the platform": {
    type: POLICY,
    props: { ...grants(UPDATE).props, name: "nc-platform-dev-deploy-data" },
    ...MOVE,
  },
  "refuses a function that is opened to anyone": { ...grants(ADD), ...OPEN },
  "refuses a pattern that takes it in": { ...grants("lambda:Add*"), ...OPEN },
  "refuses any principal": { ...opened("StringLike", "*"), ...OPEN },
  "refuses one of several that is any": { ...opened("StringLike", ["a.example", "*"]), ...OPEN },
  "refuses all but one": { ...opened("StringNotEquals", "evil.example"), ...OPEN },
  "refuses a principal that is absent": { ...opened("Null", "true"), ...OPEN },
  "refuses another key": {
    ...grants(ADD, { StringEquals: { "aws:ResourceTag/Service": "a" } }),
    ...OPEN,
  },
  "refuses a service that moves anywhere": { ...grants(UPDATE), ...MOVE },
  "refuses a service that has to move": { ...moved("Null", "ecs:subnet", "false"), ...MOVE },
  "refuses a service of a cluster": { ...moved("ArnEquals", "ecs:cluster", "x"), ...MOVE },
});
