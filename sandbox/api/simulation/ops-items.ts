import type { OpsItemDataValue } from "@aws-sdk/client-ssm";
import { ownEntries } from "../own-entries";

/** An OpsItem as it is recorded: times in ISO 8601. */
export type RecordedOpsItem = {
  id: string;
  createdTime: string;
  lastModifiedTime: string;
  createdBy: string;
  lastModifiedBy: string;
  title: string;
  description: string;
  source: string;
  status: string;
  priority?: number;
  category?: string;
  severity?: string;
  operationalData: Record<string, OpsItemDataValue>;
};

/** The OpsItems of an account, by id. */
export const OPS_ITEMS = ownEntries<RecordedOpsItem>("sandbox:ssm/opsItem");
