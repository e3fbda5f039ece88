import { tableIsRecoverable } from "../../../policies/storage/table-is-recoverable";
import { judges, LATER } from "../../support/violations";

const TABLE = "aws:dynamodb/table:Table";

judges(tableIsRecoverable, {
  "passes recovery": { type: TABLE, props: { pointInTimeRecovery: { enabled: true } } },
  "refuses recovery that is off": {
    type: TABLE,
    props: { pointInTimeRecovery: { enabled: false } },
    says: [/^pointInTimeRecovery/],
  },
  "refuses none": { type: TABLE, props: {}, says: [/^pointInTimeRecovery/] },
  "passes over what is unknown": { type: TABLE, props: { pointInTimeRecovery: LATER } },
});
