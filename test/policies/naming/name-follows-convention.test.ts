import { shorten } from "../../../infra/naming/names";
import { nameFollowsConvention } from "../../../policies/naming/name-follows-convention";
import { judges, LATER } from "../../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const FUNCTION = "aws:lambda/function:Function";
const ROLE = "aws:iam/role:Role";
const STREAM = "aws:kinesis/stream:Stream";
const LONG = "nc-a-workload-of-20-chr-dev-target-group-blue";
const short = shorten(LONG, 32);
const named = (name: unknown, type = QUEUE) => ({ type, props: { name } });

judges(nameFollowsConvention, {
  "[§17] passes a name": named("nc-a-dev-jobs"),
  "passes what is unknown": named(LATER),
  "passes a name that the specification gives": named("gha-deploy-role", ROLE),
  "refuses that name for another type": { ...named("gha-deploy-role"), says: [/is not nc-/] },
  "passes a shortened name whose full name is its tag": {
    type: TARGETS,
    props: { name: short, tags: { Name: LONG } },
  },
  "passes it where the tag is unknown": {
    type: TARGETS,
    props: { name: short, tags: { Name: LATER } },
  },
  "refuses it without that tag": { ...named(short, TARGETS), says: [/is not nc-/] },
  "refuses it with another's tag": {
    type: TARGETS,
    props: { name: short, tags: { Name: "nc-a-dev-b" } },
    says: [/is not/],
  },
  "refuses the prefix of functions that AWS's own roles for CodeDeploy may call": {
    ...named("CodeDeployHook_nc-a-dev-pre", FUNCTION),
    says: [/is not nc-/],
  },
  "refuses none": { type: QUEUE, props: {}, says: [/not given/] },
  "refuses a prefix": { type: QUEUE, props: { namePrefix: "nc-a-dev-b" }, says: [/not given/] },
  "refuses a name that the provider filled in": {
    type: QUEUE,
    props: { name: "nc-a-dev-jobs", __defaults: ["name"] },
    says: [/would generate one/],
  },
  "refuses prod's": { ...named("nc-a-prod-jobs"), says: [/names prod, and this is dev/] },
  "refuses another form": { ...named("my-queue"), says: [/is not nc-/] },
  "refuses no service": { ...named("nc-dev-jobs"), says: [/is not nc-/] },
  "refuses no component": { ...named("nc-a-dev"), says: [/is not nc-/] },
  "refuses one that is too long": {
    ...named(`nc-a-dev-${"x".repeat(72)}`),
    says: [/is 81 long, at most 80/],
  },
  "refuses other characters": { ...named("nc-a-dev-b.c"), says: [/does not match/] },
  "passes an unlisted type's name": named("nc-a-dev-events", STREAM),
  "passes an unlisted type without a name": { type: STREAM, props: {} },
  "refuses an unlisted type's name off it": { ...named("events", STREAM), says: [/is not nc-/] },
  "refuses another name of what takes no tags": {
    type: "aws:cloudwatch/dashboard:Dashboard",
    props: { dashboardName: "dashboard" },
    says: [/is not nc-/],
  },
  "refuses a name of a type that the limits do not have": {
    ...named("x", STREAM),
    says: [/^name "x" is not nc-<svc>-<env>-<component>$/],
  },
});
