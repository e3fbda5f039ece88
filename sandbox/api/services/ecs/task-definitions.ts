import {
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionRequest,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import { createResource } from "../../../cloud/account";
import { registerRevision } from "../../../cloud/deployments/ecs";
import type { Entry, Properties } from "../../../cloud/record";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { tagList } from "../../resources";
import { ServiceError } from "../../service-error";
import { findTaskDefinition, revisionsOf } from "../../simulation/revisions";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** Members that are the same in the record, but for the case of their first letter. */
const SAME = [
  ...["cpu", "executionRoleArn", "family", "memory", "networkMode", "requiresCompatibilities"],
  ...["runtimePlatform", "taskRoleArn", "ephemeralStorage", "ipcMode", "pidMode"],
] as const;

const REGISTER_TASK_DEFINITION = operation(RegisterTaskDefinitionCommand, {
  asks: ({ family, taskRoleArn, executionRoleArn, tags = [] }, call) => {
    const resource = arnOf(call, "ecs", `task-definition/${family}:${nextRevision(call, family)}`);
    const roles = [taskRoleArn, executionRoleArn].filter((each) => each !== undefined);
    return [
      { action: "ecs:RegisterTaskDefinition", resource },
      ...(tags.length === 0
        ? []
        : [
            {
              action: "ecs:TagResource",
              resource,
              context: { "ecs:CreateAction": "RegisterTaskDefinition" },
            },
          ]),
      ...[...new Set(roles)].map((role) => ({
        action: "iam:PassRole",
        resource: role,
        context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
      })),
    ];
  },
  handle(input, call) {
    const { cloud } = call.account;
    const state = stateOf(input);
    const template = revisionsOf(call.account, input.family).at(-1);
    const entry = template
      ? registerRevision(cloud, template, { ...template.state, ...state })
      : createResource(
          cloud,
          {
            urn: `urn:sandbox:ecs:${input.family}`,
            type: TASK_DEFINITION,
            name: String(input.family),
            inputs: state,
          },
          { account: call.account.id, region: call.region },
        );
    return {
      taskDefinition: taskDefinitionOf(entry),
      tags: tagList(entry.state.tags, "key", "value"),
    };
  },
});

const DESCRIBE_TASK_DEFINITION = operation(DescribeTaskDefinitionCommand, {
  asks: () => [{ action: "ecs:DescribeTaskDefinition", resource: "*" }],
  handle({ taskDefinition, include = [] }, { account }) {
    const entry = findTaskDefinition(account, taskDefinition);
    if (!entry) throw new ServiceError("ClientException", "Unable to describe task definition.");
    return {
      taskDefinition: taskDefinitionOf(entry),
      tags: include.includes("TAGS") ? tagList(entry.state.tags, "key", "value") : [],
    };
  },
});

export const TASK_DEFINITIONS = [DESCRIBE_TASK_DEFINITION, REGISTER_TASK_DEFINITION];

function nextRevision({ account }: Call, family: unknown): number {
  return Number(revisionsOf(account, family).at(-1)?.state.revision ?? 0) + 1;
}

/** What the provider would have recorded of a task definition like this. */
function stateOf(input: RegisterTaskDefinitionRequest): Properties {
  const same = SAME.flatMap((key) => (input[key] === undefined ? [] : [[key, input[key]]]));
  const tags = input.tags?.map(({ key = "", value = "" }) => [key, value]);
  return {
    ...Object.fromEntries(same),
    containerDefinitions: JSON.stringify(input.containerDefinitions),
    ...(tags && { tags: Object.fromEntries(tags), tagsAll: Object.fromEntries(tags) }),
  };
}

function taskDefinitionOf({ state }: Entry): TaskDefinition {
  const same = SAME.flatMap((key) => (state[key] === undefined ? [] : [[key, state[key]]]));
  return {
    ...Object.fromEntries(same),
    taskDefinitionArn: String(state.arn),
    revision: Number(state.revision),
    status: "ACTIVE",
    containerDefinitions: JSON.parse(String(state.containerDefinitions)),
    volumes: [],
  };
}
