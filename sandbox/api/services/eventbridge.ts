import { randomUUID } from "node:crypto";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { arnOf } from "../call";
import { operation } from "../operation";
import { nameIn } from "../resources";
import { service } from "../service";
import { publishEvent } from "../simulation/events/publish";

const PUT_EVENTS = operation(PutEventsCommand, {
  asks: ({ Entries = [] }, call) => {
    const buses = new Set(Entries.map(({ EventBusName }) => nameIn(EventBusName) || "default"));
    return [...buses].map((bus) => ({
      action: "events:PutEvents",
      resource: arnOf(call, "events", `event-bus/${bus}`),
    }));
  },
  async handle({ Entries = [] }, { world, account }) {
    for (const { Source = "", DetailType = "", Detail = "{}", Resources = [] } of Entries) {
      await publishEvent(world, account, {
        source: Source,
        "detail-type": DetailType,
        resources: Resources,
        detail: JSON.parse(Detail),
      });
    }
    return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) };
  },
});

/** EventBridge. */
export const EVENTBRIDGE = service(new EventBridgeClient({ region: "us-east-1" }), [PUT_EVENTS]);
