import { versionIsPinned } from "../../../policies/release/version-is-pinned";
import { type Case, judges, LATER } from "../../support/violations";

const SERVICE = "aws:ecs/service:Service";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const EVENT = "aws:cloudwatch/eventTarget:EventTarget";
const ALIAS = "aws:lambda/alias:Alias";
const service = (platformVersion?: string): Case => ({ type: SERVICE, props: { platformVersion } });
const schedule = (ecsParameters: unknown): Case => ({
  type: SCHEDULE,
  props: { target: { ecsParameters } },
});
const alias = (functionVersion: string): Case => ({ type: ALIAS, props: { functionVersion } });

judges(versionIsPinned, {
  "[§15] passes a version of Fargate": service("1.4.0"),
  "passes an unknown one": service(LATER),
  "passes machines of one's own": { type: SERVICE, props: { launchType: "EC2" } },
  "passes a schedule's": schedule({ platformVersion: "1.4.0" }),
  "passes a schedule of no task": schedule(undefined),
  "passes an unknown task": schedule(LATER),
  "passes a numbered version": alias("7"),
  "passes an unknown version": alias(LATER),
  "refuses LATEST": { ...service("LATEST"), says: [/^platformVersion is LATEST/] },
  "refuses none": { ...service(), says: [/not given, which is LATEST/] },
  "refuses a schedule's LATEST": {
    ...schedule({ platformVersion: "LATEST" }),
    says: [/^target\.ecsParameters\.platformVersion is LATEST/],
  },
  "refuses a rule's": {
    type: EVENT,
    props: { ecsTarget: {} },
    says: [/^ecsTarget\.platformVersion is not given/],
  },
  "refuses an alias of $LATEST": { ...alias("$LATEST"), says: [/^functionVersion is \$LATEST/] },
  "passes machines elsewhere": { type: SERVICE, props: { launchType: "EXTERNAL" } },
  "refuses a version after a word": {
    ...service("v1.4.0"),
    says: [/^platformVersion is v1\.4\.0: name/],
  },
});
