import { resourceIsTagged } from "../../../policies/tagging/resource-is-tagged";
import { contextIn } from "../../support/contexts";
import { judges, LATER } from "../../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const tags = contextIn("dev").tags("jobs");
const tagged = (changes: object, ...says: RegExp[]) => ({
  type: QUEUE,
  props: { tags: { ...tags, ...changes } },
  says,
});
const list = (given: object) => ({
  type: "aws:autoscaling/group:Group",
  props: { tags: Object.entries(given).map(([key, value]) => ({ key, value })) },
});

judges(resourceIsTagged, {
  "[§17] passes all tags": tagged({}),
  "passes tags that are unknown": { type: QUEUE, props: { tags: LATER } },
  "passes one that is unknown": tagged({ Name: LATER }),
  "passes a list of tags": list(tags),
  "refuses a list that lacks one": { ...list({ ...tags, Owner: undefined }), says: [/Owner/] },
  "refuses none": { type: QUEUE, props: {}, says: [/App is missing; .*DataClass is missing/] },
  "refuses another product": tagged({ App: "Other" }, /tag App is "Other"/),
  "refuses a cost centre of another form": tagged({ CostCenter: "1" }, /CostCenter is "1"/),
  "refuses another word": tagged({ Compliance: "true" }, /Compliance is "true"/),
  "refuses prod's": tagged({ Env: "prod" }, /Env is "prod", and this is dev/),
  "[§3] refuses live data": tagged({ DataClass: "live" }, /and dev holds synthetic/),
  "refuses a name off the convention": tagged({ Name: "jobs" }, /Name is "jobs", which is not/),
});
