import {
  type Container,
  containersOf,
  NO_CONTAINERS,
  TASK_DEFINITION,
} from "../support/containers";
import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown, type Props, UNKNOWN, valuesAt } from "../support/unknowns";

/** A user, by name or number, with or without a group, that is not root. */
const NOT_ROOT = /^(?!(root|0+)(:|$))[\w.-]+(:(?!(root|0+)$)[\w.-]+)?$/;

/**
 * Every container of a task, sidecars included, is confined: its user is not root, it may not
 * become more, it cannot write into its own image, and the task shares nothing with its host.
 *
 * Why: whoever gets into a container stays there, with the rights of one workload.
 *
 * Fix: build it with `Task`; a sidecar sets the same of itself.
 */
export const containerIsHardened = resourceRule({
  name: "container-is-hardened",
  description: "Containers are not root, not privileged, read-only, and share nothing of a host.",
  applies: (type) => type === TASK_DEFINITION,
  *check({ props }) {
    if (!equalsOrUnknown(props.networkMode, "awsvpc")) {
      yield `networkMode is ${props.networkMode ?? "not given"}: set it to awsvpc`;
    }
    for (const key of ["ipcMode", "pidMode"]) {
      if (props[key] === "host") yield `${key} is host: leave it out`;
    }
    const paths = valuesAt(props, "volumes.*.hostPath").filter((each) => typeof each === "string");
    for (const path of paths) yield `a volume is ${path} of the host: leave it out`;
    const containers = containersOf(props);
    if (containers === UNKNOWN) return;
    if (containers === undefined) yield NO_CONTAINERS;
    for (const each of containers ?? []) yield* problems(each);
  },
});

function* problems({ label, props }: Container): Iterable<string> {
  const { user, privileged = false, readonlyRootFilesystem } = props;
  if (user !== UNKNOWN && !(typeof user === "string" && NOT_ROOT.test(user))) {
    yield `user of ${label} is ${user ?? "not given, so it may be root"}: name another`;
  }
  if (!equalsOrUnknown(privileged, false)) yield `${label} is privileged: set privileged to false`;
  if (!equalsOrUnknown(readonlyRootFilesystem, true)) {
    yield `${label} can write into its image: set readonlyRootFilesystem`;
  }
  for (const what of ["capabilities.add", "devices"]) {
    if (!isEmpty(at(props, `linuxParameters.${what}`))) {
      yield `linuxParameters.${what} of ${label} is not empty: leave it out`;
    }
  }
}

function isEmpty(list: Props[string]): boolean {
  return list === undefined || list === null || list === UNKNOWN || at(list, "length") === 0;
}
