import { containerHasLogConfiguration } from "../../../policies/logs/container-has-log-configuration";
import { judges, LATER } from "../../support/violations";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const NAME = "/nc/dev/a/logs/tasks";
const logs = (options: object, logDriver = "awslogs") => ({
  logConfiguration: { logDriver, options },
});
const good = logs({ "awslogs-group": NAME });
const containers = (...list: object[]) => ({
  type: TASK,
  props: { containerDefinitions: JSON.stringify(list) },
});

judges(containerHasLogConfiguration, {
  "[§13] passes a log group": containers({ name: "own", ...good }),
  "passes unknown containers": { type: TASK, props: { containerDefinitions: LATER } },
  "refuses a sidecar that says nothing": {
    ...containers({ name: "own", ...good }, { name: "agent" }),
    says: [/^logDriver of agent is not given/],
  },
  "refuses another driver": {
    ...containers({ name: "own", ...logs({}, "json-file") }),
    says: [/^logDriver of own is json-file/],
  },
  "refuses no group": {
    ...containers({ name: "own", ...logs({}) }),
    says: [/^awslogs-group of own is not given/],
  },
  "refuses a group that the driver makes": {
    ...containers({ ...logs({ "awslogs-group": NAME, "awslogs-create-group": "true" }) }),
    says: [/^awslogs-create-group of number 1 is true/],
  },
  "refuses what is no list of containers": {
    type: TASK,
    props: {},
    says: [/no list of containers/],
  },
});
