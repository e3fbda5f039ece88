import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import type { Entry } from "../../../cloud/record";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { ServiceError } from "../../service-error";
import { nameOf } from "./functions";

const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";

const GET_EVENT_SOURCE_MAPPING = operation(GetEventSourceMappingCommand, {
  asks: ({ UUID }, call) => [asks(call, "GetEventSourceMapping", UUID)],
  handle: ({ UUID }, call) => shapeOf(mappingWith(call, UUID)),
});

const LIST_EVENT_SOURCE_MAPPINGS = operation(ListEventSourceMappingsCommand, {
  asks: () => [{ action: "lambda:ListEventSourceMappings", resource: "*" }],
  handle({ FunctionName, EventSourceArn }, { account }) {
    const found = account.cloud
      .list(MAPPING)
      .filter(
        ({ state }) => !FunctionName || nameOf(String(state.functionName)) === nameOf(FunctionName),
      )
      .filter(({ state }) => !EventSourceArn || state.eventSourceArn === EventSourceArn);
    return { EventSourceMappings: found.map(shapeOf) };
  },
});

const UPDATE_EVENT_SOURCE_MAPPING = operation(UpdateEventSourceMappingCommand, {
  asks: ({ UUID }, call) => [asks(call, "UpdateEventSourceMapping", UUID)],
  handle({ UUID, Enabled }, call) {
    const mapping = mappingWith(call, UUID);
    if (Enabled === undefined) return shapeOf(mapping);
    return shapeOf(
      call.account.cloud.patch(mapping, (state) => ({
        ...state,
        enabled: Enabled,
        state: Enabled ? "Enabled" : "Disabled",
      })),
    );
  },
});

export const EVENT_SOURCES = [
  GET_EVENT_SOURCE_MAPPING,
  LIST_EVENT_SOURCE_MAPPINGS,
  UPDATE_EVENT_SOURCE_MAPPING,
];

function asks(call: Call, action: string, id = "") {
  const mapping = call.account.cloud.list(MAPPING).find((each) => idOf(each) === id);
  return {
    action: `lambda:${action}`,
    resource: arnOf(call, "lambda", `event-source-mapping:${id}`),
    ...(mapping && {
      context: {
        "lambda:FunctionArn": String(mapping.state.functionArn ?? mapping.state.functionName),
      },
    }),
  };
}

function idOf({ id, state }: Entry): string {
  return String(state.uuid ?? id);
}

function mappingWith({ account }: Call, id = ""): Entry {
  const found = account.cloud.list(MAPPING).find((each) => idOf(each) === id);
  if (found) return found;
  throw new ServiceError(
    "ResourceNotFoundException",
    "The resource you requested does not exist.",
    404,
  );
}

function shapeOf(entry: Entry): EventSourceMappingConfiguration {
  const { state } = entry;
  return {
    UUID: idOf(entry),
    EventSourceArn: String(state.eventSourceArn),
    FunctionArn: String(state.functionArn ?? state.functionName),
    State: state.enabled === false ? "Disabled" : "Enabled",
    BatchSize: Number(state.batchSize ?? 10),
  };
}
