import { functionLimitsConcurrency } from "../../../policies/runtime/function-limits-concurrency";
import { judges, LATER } from "../../support/violations";

const type = "aws:lambda/function:Function";
const limit = (reservedConcurrentExecutions: unknown) => ({
  type,
  props: { reservedConcurrentExecutions },
});

judges(functionLimitsConcurrency, {
  "passes one at a time": limit(1),
  "passes what is unknown": limit(LATER),
  "refuses none": {
    type,
    props: {},
    says: [/^reservedConcurrentExecutions is not given: set it to 1 or more/],
  },
  // Lambda API, PutFunctionConcurrency: 0 lets it never run; the provider's -1 takes the limit away.
  "refuses one that never runs": { ...limit(0), says: [/is 0: set it to 1 or more/] },
  "refuses no limit": { ...limit(-1), says: [/is -1: set it to 1 or more/] },
});
