import { roleHasPermissionsBoundary } from "../../../policies/identity/role-has-permissions-boundary";
import { judges, LATER } from "../../support/violations";

const ROLE = "aws:iam/role:Role";
const BOUNDARY = "arn:aws:iam::111111111111:policy/nc-platform-dev-boundary";
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

judges(roleHasPermissionsBoundary, {
  "passes ours": { type: ROLE, props: { permissionsBoundary: BOUNDARY } },
  "passes what is unknown": { type: ROLE, props: { permissionsBoundary: LATER } },
  "refuses none": { type: ROLE, props: {}, says: [/not given/] },
  "refuses another": { type: ROLE, props: { permissionsBoundary: aws("X") }, says: [/policy\/X/] },
});
