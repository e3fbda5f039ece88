import { ciCl002 } from "../support/frameworks";
import { resourceRule, type Subject } from "../support/rule";
import { isUnknown } from "../support/unknowns";

/** The types that start tasks. */
const TASKS = [
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:ecs/service:Service",
  "aws:scheduler/schedule:Schedule",
] as const;

export const versionIsPinned = resourceRule({
  name: "version-is-pinned",
  description: "Fargate tasks name a platform version, Lambda aliases a published version.",
  why:
    "What AWS, or somebody's upload, makes the latest version reaches production without a release, and " +
    "cannot be rolled back.",
  remediationSteps:
    "Set `platformVersion` to `PLATFORM_VERSION`; point an alias at the function's `version`, and " +
    "have the function published.",
  severity: "medium",
  framework: ciCl002("§15"),
  types: ["aws:lambda/alias:Alias", ...TASKS],
  *check(subject) {
    if (subject.type === "aws:lambda/alias:Alias") {
      if (subject.props.functionVersion !== "$LATEST") return;
      yield "functionVersion is $LATEST: name a published version";
      return;
    }
    const { path, task } = taskOf(subject);
    // Only tasks on machines of one's own have no platform version.
    const { launchType, platformVersion: version = "not given, which is LATEST" } = task ?? {};
    const onFargate = launchType !== "EC2" && launchType !== "EXTERNAL";
    if (task === undefined || !onFargate || isUnknown(version) || /^\d/.test(version)) return;
    yield `${path}platformVersion is ${version}: name a version`;
  },
});

function taskOf({ type, props }: Subject<(typeof TASKS)[number]>) {
  switch (type) {
    case "aws:ecs/service:Service":
      return { path: "", task: props };
    case "aws:cloudwatch/eventTarget:EventTarget":
      return { path: "ecsTarget.", task: props.ecsTarget };
    case "aws:scheduler/schedule:Schedule":
      return { path: "target.ecsParameters.", task: props.target?.ecsParameters };
  }
}
