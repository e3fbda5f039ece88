import { describeValidation } from "../validation";

const container = {
  name: "x",
  stopTimeout: 120,
  healthCheck: { command: ["CMD", "c"], interval: 5, timeout: 2, retries: 1, startPeriod: 300 },
  environment: [{ name: "A", value: "1" }],
  secrets: [{ name: "B", valueFrom: "arn" }],
};
const containers = (changes: object = {}) => ({
  containerDefinitions: JSON.stringify([{ ...container, ...changes }]),
});
const onFargate = { requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc" };

describeValidation("task definitions", [
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    { family: "nc-x-dev-task", ...onFargate, cpu: "256", memory: "512", ...containers() },
    [
      [
        containers({ stopTimeout: 121 }),
        "containerDefinitions.x.stopTimeout is 121: expected from 0 to 120",
      ],
      [
        containers({ healthCheck: { interval: 4 } }),
        "containerDefinitions.x.healthCheck.interval is 4: expected from 5 to 300",
      ],
      [
        containers({ secrets: [{ name: "A" }] }),
        'containerDefinitions.x.secrets is "A": expected a name that no other variable has',
      ],
      [
        { containerDefinitions: "{}" },
        'containerDefinitions is "{}": expected a JSON list of containers',
      ],
      [{ networkMode: "host" }, 'networkMode is "host": expected "awsvpc", as it runs on Fargate'],
      [{ cpu: undefined }, "cpu is missing: expected a value, as it runs on Fargate"],
    ],
  ],
]);
