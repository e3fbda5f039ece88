import { shorten } from "../../infra/naming/names";
import { logGroupKeepsLogs } from "../../policies/logs/log-group-keeps-logs";
import { nameFollowsConvention } from "../../policies/naming/name-follows-convention";
import { pathNamesItsWorkload } from "../../policies/naming/path-names-its-workload";
import { resourceIsTagged } from "../../policies/tagging/resource-is-tagged";
import { contextIn } from "../support/contexts";
import { judges, LATER } from "../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const FUNCTION = "aws:lambda/function:Function";
const ROLE = "aws:iam/role:Role";
const STREAM = "aws:kinesis/stream:Stream";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const PARAMETER = "aws:ssm/parameter:Parameter";
const ALIAS = "aws:kms/alias:Alias";

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
  "passes a hook with the prefix that AWS wants": named("CodeDeployHook_nc-a-dev-pre", FUNCTION),
  "refuses that prefix alone": { ...named("CodeDeployHook_x", FUNCTION), says: [/is not nc-/] },
  "refuses none": { type: QUEUE, props: {}, says: [/not given/] },
  "refuses a prefix": { type: QUEUE, props: { namePrefix: "nc-a-dev-b" }, says: [/not given/] },
  "refuses a name that the provider filled in": {
    type: QUEUE,
    props: { name: "nc-a-dev-jobs", __defaults: ["name"] },
    says: [/make one up/],
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
});

const judged = (type: string, name: unknown, ...says: RegExp[]) => ({ ...named(name, type), says });
judges(pathNamesItsWorkload, {
  "passes a log group": judged(LOGS, "/nc/dev/a/logs/app"),
  "[§9] passes a parameter": judged(PARAMETER, "/nc/dev/a/config/some-key"),
  "[§9] passes a secret": judged(SECRET, "/nc/dev/a/secret/key"),
  "passes an alias": judged(ALIAS, "alias/nc-platform-dev-logs"),
  "passes what is unknown": judged(ALIAS, LATER),
  "passes a name that AWS forces": judged(LOGS, "/aws/lambda/nc-a-dev-b"),
  "passes a hook's": judged(LOGS, "/aws/lambda/CodeDeployHook_nc-a-dev-pre"),
  "passes the shared cluster's": judged(LOGS, "/aws/ecs/containerinsights/nc-core/performance"),
  "refuses another that AWS forces": judged(LOGS, "/aws/lambda/other", /is not \/nc/),
  "refuses prod's that AWS forces": judged(LOGS, "/aws/lambda/nc-a-prod-b", /is not \/nc/),
  "refuses another": judged(LOGS, "/app", /is not \/nc/),
  "refuses none": judged(SECRET, undefined, /is not \/nc/),
  "refuses prod's": judged(LOGS, "/nc/prod/a/logs/app", /names prod/),
  "refuses a secret among parameters": judged(PARAMETER, "/nc/dev/a/secret/k", /\/config\/<key>/),
  "refuses a deeper key": judged(SECRET, "/nc/dev/a/secret/k/l", /is not \/nc/),
  "refuses an alias of prod": judged(ALIAS, "alias/nc-platform-prod-logs", /names prod/),
  "refuses an alias off the convention": judged(ALIAS, "alias/logs", /is not nc-/),
});

const tags = contextIn("dev").tags("jobs");
const tagged = (changes: object, ...says: RegExp[]) => ({
  type: QUEUE,
  props: { tags: { ...tags, ...changes } },
  says,
});
const list = (given: object) => ({
  type: "aws:autoscaling/group:Group",
  props: { tags: Object.entries(given).map(([key, value]) => ({ key, value })) },
});
judges(resourceIsTagged, {
  "[§17] passes all tags": tagged({}),
  "passes tags that are unknown": { type: QUEUE, props: { tags: LATER } },
  "passes one that is unknown": tagged({ Name: LATER }),
  "passes a list of tags": list(tags),
  "refuses a list that lacks one": { ...list({ ...tags, Owner: undefined }), says: [/Owner/] },
  "refuses none": { type: QUEUE, props: {}, says: [/App is missing; .*DataClass is missing/] },
  "refuses another product": tagged({ App: "Other" }, /tag App is "Other"/),
  "refuses a cost centre of another form": tagged({ CostCenter: "1" }, /CostCenter is "1"/),
  "refuses another word": tagged({ Compliance: "true" }, /Compliance is "true"/),
  "refuses prod's": tagged({ Env: "prod" }, /Env is "prod", and this is dev/),
  "[§3] refuses live data": tagged({ DataClass: "live" }, /and dev holds synthetic/),
  "refuses a name off the convention": tagged({ Name: "jobs" }, /Name is "jobs", which is not/),
});

const kept = (retentionInDays?: unknown) => ({ type: LOGS, props: { retentionInDays } });
judges(logGroupKeepsLogs, {
  "passes ten years": kept(3653),
  "passes the days of the settings": { ...kept(90), config: { logRetentionDays: 90 } },
  "passes what is unknown": kept(LATER),
  "refuses none": { ...kept(), says: [/never deleted/] },
  "refuses for ever": { ...kept(0), says: [/never deleted/] },
  "refuses less": { ...kept(60), config: { logRetentionDays: 90 }, says: [/is 60: set it to 90/] },
});
