import { peopleRoleIsTimeBound } from "../../../policies/identity/people-role-is-time-bound";
import { type Case, judges, LATER } from "../../support/violations";

const DATES = { "aws:CurrentTime": "2026-11-27T15:00:00Z" };
const CONDITION = {
  DateLessThan: DATES,
  Bool: { "aws:MultiFactorAuthPresent": "true" },
  StringEquals: { "sts:SourceIdentity": `\${aws:username}` },
};
const role = (
  Condition: object,
  props: object = {},
  Principal: object = { AWS: "arn:aws:iam::111111111111:user/alice" },
): Case => ({
  type: "aws:iam/role:Role",
  props: {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Window", Effect: "Allow", Action: "sts:AssumeRole", Principal, Condition },
      ],
    }),
    ...props,
  },
});
const lacks = (what: string) => ({
  says: [new RegExp(`^assumeRolePolicy, statement .*Window.*, does not test ${what}$`)],
});

judges(peopleRoleIsTimeBound, {
  "[§14] passes an end, a second factor and a source identity": role(CONDITION),
  "passes an identity provider's tag": role({
    ...CONDITION,
    Bool: {},
    StringEquals: { "aws:PrincipalTag/mfa": "yes", "sts:SourceIdentity": `\${aws:SourceIdentity}` },
  }),
  "passes a role of a service": role({}, {}, { Service: "ecs-tasks.amazonaws.com" }),
  "passes an unknown trust": { type: "aws:iam/role:Role", props: { assumeRolePolicy: LATER } },
  "passes an hour": role(CONDITION, { maxSessionDuration: 3600 }),
  "[§14] refuses one without an end": {
    ...role({ ...CONDITION, DateLessThan: {} }),
    ...lacks("aws:CurrentTime with DateLessThan"),
  },
  "refuses a beginning alone": {
    ...role({ ...CONDITION, DateLessThan: {}, DateGreaterThan: DATES }),
    ...lacks("aws:CurrentTime with DateLessThan"),
  },
  "refuses one without a second factor": {
    ...role({ ...CONDITION, Bool: {} }),
    ...lacks("a second factor"),
  },
  "refuses one without a source identity": {
    ...role({ ...CONDITION, StringEquals: {} }),
    ...lacks("sts:SourceIdentity"),
  },
  "refuses sessions of more than an hour": {
    ...role(CONDITION, { maxSessionDuration: 7200 }),
    says: [/^maxSessionDuration is 7200: set it to 3600 or less$/],
  },
});
