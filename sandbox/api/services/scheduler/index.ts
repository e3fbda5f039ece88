import * as sdk from "@aws-sdk/client-scheduler";
import {
  type FlexibleTimeWindow,
  GetScheduleCommand,
  type ScheduleState,
  UpdateScheduleCommand,
  type UpdateScheduleInput,
} from "@aws-sdk/client-scheduler";
import type { Entry, Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { keyAsks } from "../../authorization/key-asks";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { service } from "../../service";
import { ServiceError } from "../../service-error";
import { capitalized, targetFromRecord, targetToRecord, uncapitalized } from "./target";

const SCHEDULE = "aws:scheduler/schedule:Schedule";

const GET_SCHEDULE = operation(GetScheduleCommand, {
  asks: ({ Name, GroupName }, call) => [
    { action: "scheduler:GetSchedule", resource: scheduleArn(call, Name, GroupName) },
    ...keyOf(call, Name, GroupName, ["Decrypt"]),
  ],
  handle({ Name, GroupName }, call) {
    const { state } = scheduleNamed(call, Name, GroupName);
    const window = objectOf(state.flexibleTimeWindow);
    const State: ScheduleState = state.state === "DISABLED" ? "DISABLED" : "ENABLED";
    return {
      Arn: String(state.arn),
      Name: String(state.name),
      GroupName: String(state.groupName ?? "default"),
      State,
      ScheduleExpression: String(state.scheduleExpression),
      ScheduleExpressionTimezone: String(state.scheduleExpressionTimezone ?? "UTC"),
      ...(state.description !== undefined && { Description: String(state.description) }),
      ...(state.kmsKeyArn !== undefined && { KmsKeyArn: String(state.kmsKeyArn) }),
      FlexibleTimeWindow: capitalized<FlexibleTimeWindow>(window ?? { mode: "OFF" }),
      Target: targetFromRecord(objectOf(state.target) ?? {}),
    };
  },
});

const UPDATE_SCHEDULE = operation(UpdateScheduleCommand, {
  asks: ({ Name, GroupName, Target, KmsKeyArn }, call) => [
    { action: "scheduler:UpdateSchedule", resource: scheduleArn(call, Name, GroupName) },
    {
      action: "iam:PassRole",
      resource: Target?.RoleArn ?? "",
      context: { "iam:PassedToService": "scheduler.amazonaws.com" },
    },
    ...(KmsKeyArn === undefined
      ? []
      : [
          ...keyAsks(call, { keyArn: KmsKeyArn, actions: ["DescribeKey"], service: "scheduler" }),
          ...keyOf(call, Name, GroupName, ["GenerateDataKey", "Decrypt"]),
        ]),
  ],
  handle(input, call) {
    const schedule = scheduleNamed(call, input.Name, input.GroupName);
    const { state } = call.account.cloud.patch(schedule, (before) => replaced(before, input));
    return { ScheduleArn: String(state.arn) };
  },
});

/** EventBridge Scheduler. */
export const SCHEDULER = service(
  new sdk.SchedulerClient({ region: "us-east-1" }),
  [GET_SCHEDULE, UPDATE_SCHEDULE],
  { sdk },
);

/** An update replaces everything: what it does not name is gone, or has its default. */
function replaced(before: Properties, input: UpdateScheduleInput): Properties {
  const { description: _, kmsKeyArn: __, startDate: ___, endDate: ____, ...kept } = before;
  return {
    ...kept,
    state: input.State ?? "ENABLED",
    scheduleExpression: input.ScheduleExpression,
    scheduleExpressionTimezone: input.ScheduleExpressionTimezone ?? "UTC",
    flexibleTimeWindow: uncapitalized(input.FlexibleTimeWindow ?? {}),
    target: targetToRecord(input.Target),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.KmsKeyArn !== undefined && { kmsKeyArn: input.KmsKeyArn }),
  };
}

function scheduleArn(call: Call, name = "", group = "default"): string {
  return arnOf(call, "scheduler", `schedule/${group}/${name}`);
}

function keyOf(call: Call, name: string | undefined, group: string | undefined, actions: string[]) {
  const arn = scheduleArn(call, name, group);
  const found = call.account.cloud.get({ type: SCHEDULE, key: `${group ?? "default"}/${name}` });
  return keyAsks(call, {
    keyArn: found?.state.kmsKeyArn,
    actions,
    service: "scheduler",
    encryptionContext: { "aws:scheduler:schedule:arn": arn },
  });
}

function scheduleNamed({ account }: Call, name = "", group = "default"): Entry {
  const found = account.cloud.get({ type: SCHEDULE, key: `${group}/${name}` });
  if (found) return found;
  throw new ServiceError("ResourceNotFoundException", `Schedule ${name} does not exist.`, 404);
}
