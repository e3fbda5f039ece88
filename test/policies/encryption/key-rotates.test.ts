import { keyRotates } from "../../../policies/encryption/key-rotates";
import { judges, LATER } from "../../support/violations";

const KEY = "aws:kms/key:Key";
const REPLICA = "aws:kms/replicaKey:ReplicaKey";
const rotates = (props: object) => ({ type: KEY, props: { enableKeyRotation: true, ...props } });

judges(keyRotates, {
  "passes AWS's window": rotates({}),
  "passes what is unknown": rotates({ enableKeyRotation: LATER, deletionWindowInDays: LATER }),
  "passes a week where nothing is protected": {
    ...rotates({ deletionWindowInDays: 7 }),
    config: { protect: false },
  },
  "refuses a week where it is": {
    ...rotates({ deletionWindowInDays: 7 }),
    config: { protect: true },
    says: [/^deletionWindowInDays is 7/],
  },
  "refuses no rotation": { type: KEY, props: {}, says: [/^enableKeyRotation/] },
  "[§3] passes a replica, which rotates with its key": { type: REPLICA, props: {} },
  "refuses a week for a replica where things are protected": {
    type: REPLICA,
    props: { deletionWindowInDays: 7 },
    environment: "prod",
    says: [/deletionWindowInDays is 7/],
  },
  "refuses a week where the configuration asks for two": {
    ...rotates({ deletionWindowInDays: 7 }),
    config: { protect: false },
    thresholds: { minimumDays: 14 },
    says: [/^deletionWindowInDays is 7: set it to 14 or more/],
  },
  "passes a week where things are protected and the configuration asks for no more": {
    ...rotates({ deletionWindowInDays: 7 }),
    config: { protect: true },
    thresholds: { minimumDaysProtected: 7 },
  },
});
