import { tableHasPointInTimeRecovery } from "../../../policies/storage/table-has-point-in-time-recovery";
import { judges, LATER } from "../../support/violations";

const TABLE = "aws:dynamodb/table:Table";

judges(tableHasPointInTimeRecovery, {
  "passes recovery": { type: TABLE, props: { pointInTimeRecovery: { enabled: true } } },
  "refuses recovery that is off": {
    type: TABLE,
    props: { pointInTimeRecovery: { enabled: false } },
    says: [/^pointInTimeRecovery/],
  },
  "refuses none": { type: TABLE, props: {}, says: [/^pointInTimeRecovery/] },
  "passes over what is unknown": { type: TABLE, props: { pointInTimeRecovery: LATER } },
});
