import { resourceRule } from "../support/rule";
import { at, type Props, UNKNOWN } from "../support/unknowns";

/** Where a type says on which version of Fargate its tasks run, below what makes it a task's. */
const PLATFORM: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventTarget:EventTarget": "ecsTarget.",
  "aws:ecs/service:Service": "",
  "aws:scheduler/schedule:Schedule": "target.ecsParameters.",
};

const ALIAS = "aws:lambda/alias:Alias";

/**
 * Nothing runs on `LATEST`: tasks name their version of Fargate, aliases a published version of
 * their function.
 *
 * Why: what AWS, or somebody's upload, makes the latest one reaches production without a release,
 * and cannot be rolled back.
 *
 * Fix: set `platformVersion` to `PLATFORM_VERSION`; point an alias at the function's `version`, and
 * have the function published.
 */
export const versionIsPinned = resourceRule({
  name: "version-is-pinned",
  description: "Fargate tasks name a platform version, Lambda aliases a published version.",
  applies: (type) => type === ALIAS || Object.hasOwn(PLATFORM, type),
  *check({ type, props }) {
    if (type === ALIAS) {
      if (props.functionVersion !== "$LATEST") return;
      yield "functionVersion is $LATEST: name a published version";
      return;
    }
    const prefix = PLATFORM[type] ?? "";
    const task = prefix === "" ? props : at(props, prefix.slice(0, -1));
    if (task === undefined || task === UNKNOWN || !isFargate(task as Props)) return;
    const version = at(task, "platformVersion") ?? "not given, which is LATEST";
    if (version === UNKNOWN || /^\d/.test(String(version))) return;
    yield `${prefix}platformVersion is ${String(version)}: name a version`;
  },
});

/** Only tasks on machines of one's own have no platform version. */
function isFargate({ launchType }: Props): boolean {
  return launchType !== "EC2" && launchType !== "EXTERNAL";
}
