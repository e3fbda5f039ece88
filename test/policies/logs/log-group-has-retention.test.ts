import { logGroupHasRetention } from "../../../policies/logs/log-group-has-retention";
import { judges, LATER } from "../../support/violations";

const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const kept = (retentionInDays?: unknown) => ({ type: LOGS, props: { retentionInDays } });

judges(logGroupHasRetention, {
  "passes ten years": kept(3653),
  "passes the days of the settings": { ...kept(90), config: { logRetentionDays: 90 } },
  "passes what is unknown": kept(LATER),
  "refuses none": { ...kept(), says: [/never deleted/] },
  "refuses for ever": { ...kept(0), says: [/never deleted/] },
  "refuses less": { ...kept(60), config: { logRetentionDays: 90 }, says: [/is 60: set it to 90/] },
  "refuses the days of the settings where the configuration asks for more": {
    ...kept(90),
    config: { logRetentionDays: 90 },
    thresholds: { minimumDays: 365 },
    says: [/is 90: set it to 365/],
  },
  "refuses fewer than the settings say, whatever the configuration asks for": {
    ...kept(60),
    config: { logRetentionDays: 90 },
    thresholds: { minimumDays: 30 },
    says: [/is 60: set it to 90/],
  },
});
