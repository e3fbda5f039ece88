import {
  CreateOpsItemCommand,
  DescribeOpsItemsCommand,
  GetOpsItemCommand,
  type OpsItem,
  UpdateOpsItemCommand,
} from "@aws-sdk/client-ssm";
import { hexDigits } from "../../../cloud/identifiers";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { ServiceError } from "../../service-error";
import { OPS_ITEMS as ITEMS, type RecordedOpsItem as Stored } from "../../simulation/ops-items";

/** Key of the text by which items are told apart. Source: Systems Manager user guide, "Reducing duplicate OpsItems". */
const DEDUP = "/aws/dedup";

const CREATE_OPS_ITEM = operation(CreateOpsItemCommand, {
  asks: ({ Tags = [] }, call) => [
    { action: "ssm:CreateOpsItem", resource: "*" },
    ...(Tags.length > 0
      ? [{ action: "ssm:AddTagsToResource", resource: arnOf(call, "ssm", "opsitem/oi-new") }]
      : []),
  ],
  handle(input, call) {
    const { account, caller, now } = call;
    refuseReserved(input.Source, Object.keys(input.OperationalData ?? {}));
    const dedup = dedupOf(input.OperationalData);
    const all = ITEMS.list(account.cloud).map(({ state }) => state);
    const same = all.find(
      (each) => dedup !== undefined && isOpen(each) && dedupOf(each.operationalData) === dedup,
    );
    if (same) {
      const message = `OpsItem already exists with the same dedup string: ${same.id}`;
      throw new ServiceError("OpsItemAlreadyExistsException", message, 400, { OpsItemId: same.id });
    }
    const id = `oi-${hexDigits([account.id, all.length], 12)}`;
    ITEMS.put(account.cloud, id, {
      id,
      createdTime: now.toISOString(),
      lastModifiedTime: now.toISOString(),
      createdBy: caller.arn,
      lastModifiedBy: caller.arn,
      title: input.Title ?? "",
      description: input.Description ?? "",
      source: input.Source ?? "",
      status: "Open",
      ...(input.Priority !== undefined && { priority: input.Priority }),
      ...(input.Category !== undefined && { category: input.Category }),
      ...(input.Severity !== undefined && { severity: input.Severity }),
      operationalData: input.OperationalData ?? {},
    });
    return { OpsItemId: id, OpsItemArn: arnOf(call, "ssm", `opsitem/${id}`) };
  },
});

const UPDATE_OPS_ITEM = operation(UpdateOpsItemCommand, {
  asks: ({ OpsItemId }, call) => [
    { action: "ssm:UpdateOpsItem", resource: arnOf(call, "ssm", `opsitem/${OpsItemId}`) },
  ],
  handle(input, call) {
    const { account, caller, now } = call;
    const item = itemWith(call, input.OpsItemId);
    const { OperationalData = {}, OperationalDataToDelete = [] } = input;
    if (DEDUP in OperationalData && dedupOf(OperationalData) !== dedupOf(item.operationalData)) {
      throw new ServiceError(
        "OpsItemInvalidParameterException",
        "The dedup string cannot be changed",
      );
    }
    const kept = Object.entries(item.operationalData).filter(
      ([key]) => !OperationalDataToDelete.includes(key),
    );
    ITEMS.patch(account.cloud, item.id, {
      lastModifiedTime: now.toISOString(),
      lastModifiedBy: caller.arn,
      ...(input.Status !== undefined && { status: input.Status }),
      ...(input.Title !== undefined && { title: input.Title }),
      ...(input.Description !== undefined && { description: input.Description }),
      ...(input.Priority !== undefined && { priority: input.Priority }),
      ...(input.Severity !== undefined && { severity: input.Severity }),
      operationalData: { ...Object.fromEntries(kept), ...OperationalData },
    });
    return {};
  },
});

const GET_OPS_ITEM = operation(GetOpsItemCommand, {
  asks: ({ OpsItemId }, call) => [
    { action: "ssm:GetOpsItem", resource: arnOf(call, "ssm", `opsitem/${OpsItemId}`) },
  ],
  handle: ({ OpsItemId }, call) => ({ OpsItem: opsItemOf(itemWith(call, OpsItemId)) }),
});

const DESCRIBE_OPS_ITEMS = operation(DescribeOpsItemsCommand, {
  asks: () => [{ action: "ssm:DescribeOpsItems", resource: "*" }],
  handle({ OpsItemFilters = [] }, { account }) {
    const found = ITEMS.list(account.cloud).filter(({ state }) =>
      OpsItemFilters.every(({ Key, Values = [], Operator }) =>
        Values.some((value) => {
          if (Key === "OperationalData") return hasData(state, value);
          const got = filtered(state, Key);
          return Operator === "Equal" ? got === value : got.includes(value);
        }),
      ),
    );
    return { OpsItemSummaries: found.map(({ state }) => opsItemOf(state)) };
  },
});

export const OPS_ITEMS = [CREATE_OPS_ITEM, DESCRIBE_OPS_ITEMS, GET_OPS_ITEM, UPDATE_OPS_ITEM];

/** Source: SSM API, CreateOpsItem: reserved words of `Source` and of the keys of operational data. */
function refuseReserved(source = "", keys: readonly string[]): void {
  const reserved = keys.find((key) => key !== DEDUP && /^\/?(amazon|aws|amzn|ssm)/i.test(key));
  if (!/aws|amazon|amzn/i.test(source) && reserved === undefined) return;
  const got = reserved ?? source;
  throw new ServiceError("OpsItemInvalidParameterException", `${got} has a reserved word`);
}

function itemWith({ account }: Call, id = ""): Stored {
  const found = ITEMS.get(account.cloud, id);
  if (found) return found;
  throw new ServiceError("OpsItemNotFoundException", `OpsItem ${id} does not exist`);
}

function isOpen({ status }: Stored): boolean {
  return status !== "Resolved" && status !== "Closed";
}

function dedupOf(data: Stored["operationalData"] = {}): string | undefined {
  const { Value } = data[DEDUP] ?? {};
  return Value === undefined ? undefined : String(JSON.parse(Value).dedupString);
}

/** Source: SSM API, DescribeOpsItems: a value is JSON text with `key` and `value`, of what is searchable. */
function hasData({ operationalData }: Stored, text: string): boolean {
  const { key, value } = JSON.parse(text);
  const found = operationalData[String(key)];
  return found?.Type === "SearchableString" && found.Value === value;
}

function filtered(item: Stored, key = ""): string {
  const of: Record<string, string> = {
    Status: item.status,
    Title: item.title,
    Source: item.source,
    OpsItemId: item.id,
  };
  const value = of[key];
  if (value !== undefined) return value;
  throw new ServiceError("OpsItemInvalidParameterException", `the sandbox filters by no ${key}`);
}

function opsItemOf(item: Stored): OpsItem & { Status: "Open" } {
  return {
    OpsItemId: item.id,
    Title: item.title,
    Description: item.description,
    Source: item.source,
    Status: item.status as "Open",
    ...(item.priority !== undefined && { Priority: item.priority }),
    ...(item.category !== undefined && { Category: item.category }),
    ...(item.severity !== undefined && { Severity: item.severity }),
    CreatedBy: item.createdBy,
    CreatedTime: new Date(item.createdTime),
    LastModifiedBy: item.lastModifiedBy,
    LastModifiedTime: new Date(item.lastModifiedTime),
    OperationalData: item.operationalData,
  };
}
