import { attachedPolicyIsNotBroad } from "../../../policies/identity/attached-policy-is-not-broad";
import { judges, LATER } from "../../support/violations";

const ROLE = "aws:iam/role:Role";
const BOUNDARY = "arn:aws:iam::111111111111:policy/nc-platform-dev-boundary";
const attached = (policyArn: string) => ({
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  props: { policyArn },
});
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

judges(attachedPolicyIsNotBroad, {
  "passes a narrow one": attached(aws("service-role/AWSLambdaBasicExecutionRole")),
  "passes what is unknown": attached(LATER),
  "refuses FullAccess": { ...attached(aws("IAMFullAccess")), says: [/grants/] },
  "refuses a later version of it": {
    ...attached(aws("AmazonDynamoDBFullAccess_v2")),
    says: [/_v2 grants/],
  },
  "refuses a later version, as others are written": {
    ...attached(aws("CloudWatchFullAccessV2")),
    says: [/V2 grants/],
  },
  "refuses an administrator of one kind": {
    ...attached(aws("job-function/NetworkAdministrator")),
    says: [/grants/],
  },
  "refuses PowerUserAccess": { ...attached(aws("PowerUserAccess")), says: [/grants/] },
  "refuses AdministratorAccess, by a path": {
    ...attached(aws("job-function/AdministratorAccess-Amplify")),
    says: [/grants/],
  },
  "refuses it on the role": {
    type: ROLE,
    props: { managedPolicyArns: [aws("AdministratorAccess")] },
    says: [/grants/],
  },
  "refuses the boundary": { ...attached(BOUNDARY), says: [/grants/] },
  "passes a policy of ours with such a name": attached(
    "arn:aws:iam::111111111111:policy/nc-a-dev-FullAccess",
  ),
  "passes a policy of AWS whose name goes on": attached(aws("IAMFullAccessReport")),
  "passes a text before it": attached(`x${aws("IAMFullAccess")}`),
});
