import { containerIsHardened } from "../../../policies/runtime/container-is-hardened";
import { type Case, judges, LATER } from "../../support/violations";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const GOOD = { name: "own", user: "1000:1000", readonlyRootFilesystem: true, privileged: false };
const task = (container: object = {}, props: object = {}): Case => ({
  type: TASK,
  props: {
    networkMode: "awsvpc",
    containerDefinitions: JSON.stringify([GOOD, { ...GOOD, name: "sidecar", ...container }]),
    ...props,
  },
});
const user = (name?: string): Case => task({ user: name });
const ROOT = { says: [/^user of sidecar is/] };
const linux = (linuxParameters: object): Case => task({ linuxParameters });

judges(containerIsHardened, {
  "[§9] passes containers that are confined": task(),
  "passes a user by name": user("nobody"),
  "passes a user without a group": user("10001"),
  "passes dropped capabilities": linux({ capabilities: { drop: ["ALL"], add: [] }, devices: [] }),
  "passes unknown containers": task({}, { containerDefinitions: LATER, networkMode: LATER }),
  "passes a volume of the task": task({}, { volumes: [{ name: "tmp" }] }),
  "refuses no user": { ...user(), says: [/^user of sidecar is not given, so it may be root/] },
  ...Object.fromEntries(
    ["root", "0", "0:0", "00", "root:root", "0:1000", "1000:0", "1000:root", ""].map((name) => [
      `refuses the user ${name || "of no name"}`,
      { ...user(name), ...ROOT },
    ]),
  ),
  "refuses a privileged container": {
    ...task({ privileged: true }),
    says: [/sidecar is privileged/],
  },
  "refuses a writable image": {
    ...task({ readonlyRootFilesystem: false }),
    says: [/^sidecar can write into its image/],
  },
  "refuses one by default": {
    ...task({ readonlyRootFilesystem: undefined }),
    says: [/^sidecar can write/],
  },
  "refuses more capabilities": {
    ...linux({ capabilities: { add: ["SYS_PTRACE"] } }),
    says: [/capabilities\.add of sidecar is not empty/],
  },
  "refuses devices of the host": { ...linux({ devices: [{}] }), says: [/devices of sidecar/] },
  "refuses the host's network": { ...task({}, { networkMode: "host" }), says: [/is host/] },
  "refuses bridge, the default": { ...task({}, { networkMode: undefined }), says: [/not given/] },
  "refuses the host's processes": { ...task({}, { pidMode: "host" }), says: [/^pidMode is host/] },
  "refuses the host's memory": { ...task({}, { ipcMode: "host" }), says: [/^ipcMode is host/] },
  "refuses a folder of the host": {
    ...task({}, { volumes: [{ name: "docker", hostPath: "/var/run/docker.sock" }] }),
    says: [/^a volume is \/var\/run\/docker\.sock/],
  },
  "refuses what is no list of containers": {
    ...task({}, { containerDefinitions: "no JSON" }),
    says: [/no list of containers/],
  },
});
