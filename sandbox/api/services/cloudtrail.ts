import {
  CloudTrailClient,
  LookupEventsCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { arnOf, type Call } from "../call";
import { operation } from "../operation";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { TRAIL, type TrailEvent } from "../trail";

/** How far back the event history goes, in milliseconds (CloudTrail API, LookupEvents). */
const REACH = 90 * 24 * 3_600_000;

/** Most events of a page; and without a word on it. */
const PAGE = 50;

const LOOKUP_EVENTS = operation(LookupEventsCommand, {
  asks: () => [{ action: "cloudtrail:LookupEvents", resource: "*" }],
  handle(input, { account, now, region }) {
    const { LookupAttributes = [], StartTime, EndTime = now, MaxResults = PAGE, NextToken } = input;
    if (StartTime && StartTime > EndTime) {
      throw new ServiceError("InvalidTimeRangeException", "StartTime is after EndTime.");
    }
    const start = Math.max(now.getTime() - REACH, StartTime?.getTime() ?? 0);
    const found = TRAIL.list(account.cloud)
      .map(({ state }) => state)
      .filter((each) => each.region === region)
      .filter(({ at }) => Date.parse(at) >= start && Date.parse(at) <= EndTime.getTime())
      .filter((each) =>
        LookupAttributes.every(({ AttributeKey, AttributeValue = "" }) =>
          attributes(each)[AttributeKey ?? ""]?.includes(AttributeValue),
        ),
      )
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    const from = Number(NextToken ?? 0);
    const page = found.slice(from, from + MaxResults);
    const next = from + MaxResults;
    return {
      Events: page.map(shown),
      NextToken: next < found.length ? String(next) : undefined,
    };
  },
});

const START_LOGGING = operation(StartLoggingCommand, {
  asks: ({ Name = "" }, call) => [
    { action: "cloudtrail:StartLogging", resource: trailArn(Name, call) },
  ],
  handle({ Name = "" }, call) {
    const { cloud } = call.account;
    const trail = cloud
      .list("aws:cloudtrail/trail:Trail")
      .find(({ state }) => state.arn === trailArn(Name, call));
    if (!trail) throw new ServiceError("TrailNotFoundException", `Unknown trail: ${Name}`);
    cloud.patch(trail, (state) => ({ ...state, enableLogging: true }));
    return {};
  },
});

/** A trail is named by its name or its ARN (CloudTrail API, StartLogging). */
function trailArn(name: string, call: Call): string {
  return name.startsWith("arn:") ? name : arnOf(call, "cloudtrail", `trail/${name}`);
}

/** CloudTrail: the event history of the calls that the sandbox has answered, and the start of a trail. */
export const CLOUDTRAIL = service(new CloudTrailClient({ region: "us-east-1" }), [
  LOOKUP_EVENTS,
  START_LOGGING,
]);

/** What an event is found by. */
function attributes({ id, isReadOnly, name, resources, source, userName }: TrailEvent) {
  const all: Readonly<Record<string, readonly string[]>> = {
    EventId: [id],
    EventName: [name],
    EventSource: [source],
    ReadOnly: [String(isReadOnly)],
    ResourceName: resources,
    Username: [userName],
  };
  return all;
}

function shown({ id, at, isReadOnly, name, resources, source, userName, record }: TrailEvent) {
  return {
    EventId: id,
    EventName: name,
    EventTime: new Date(at),
    EventSource: source,
    ReadOnly: String(isReadOnly),
    Username: userName,
    Resources: resources.map((ResourceName) => ({ ResourceName })),
    CloudTrailEvent: record,
  };
}
