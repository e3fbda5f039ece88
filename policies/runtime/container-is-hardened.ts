import { type Container, containersOf, NO_CONTAINERS } from "../support/containers";
import { controlUrl, fsbp } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, given, isUnknown } from "../support/unknowns";

/** A user, by name or number, with or without a group, that is not root. */
const NOT_ROOT = /^(?!(root|0+)(:|$))[\w.-]+(:(?!(root|0+)$)[\w.-]+)?$/;

export const containerIsHardened = resourceRule({
  name: "container-is-hardened",
  description:
    "Containers, sidecars included, are not root, not privileged, read-only, and share nothing of a host.",
  why: "Whoever takes over a container stays in it, with the rights of one workload.",
  remediationSteps: "Create the task with `Task`; a sidecar sets the same for itself.",
  severity: "high",
  framework: fsbp(
    "ECS.5",
    "ECS containers should be limited to read-only access to root filesystems",
  ),
  url: controlUrl("ECS.5"),
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  *check({ props }) {
    const { networkMode, ipcMode, pidMode, volumes } = props;
    if (!equalsOrUnknown(networkMode, "awsvpc")) {
      yield `networkMode is ${networkMode ?? "not given"}: set it to awsvpc`;
    }
    for (const [key, mode] of Object.entries({ ipcMode, pidMode })) {
      if (mode === "host") yield `${key} is host: leave it out`;
    }
    for (const { hostPath } of given(volumes)) {
      if (typeof hostPath === "string") yield `a volume is ${hostPath} of the host: leave it out`;
    }
    const containers = containersOf(props);
    if (isUnknown(containers)) return;
    if (containers === undefined) yield NO_CONTAINERS;
    for (const container of containers ?? []) yield* problemsOf(container);
  },
});

function* problemsOf({ label, definition }: Container): Iterable<string> {
  const { user, privileged = false, readonlyRootFilesystem, linuxParameters } = definition;
  if (!isUnknown(user) && !(typeof user === "string" && NOT_ROOT.test(user))) {
    yield `user of ${label} is ${user ?? "not given, so it may be root"}: name another`;
  }
  if (!equalsOrUnknown(privileged, false)) yield `${label} is privileged: set privileged to false`;
  if (!equalsOrUnknown(readonlyRootFilesystem, true)) {
    yield `${label} can write into its image: set readonlyRootFilesystem`;
  }
  const { capabilities, devices } = linuxParameters ?? {};
  const added = { "capabilities.add": capabilities?.add, devices };
  for (const [what, list] of Object.entries<Iterable<unknown> | undefined>(added)) {
    if (given(list).every(isUnknown)) continue;
    yield `linuxParameters.${what} of ${label} is not empty: leave it out`;
  }
}
