import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { service } from "../../service";
import { CREATE_DEPLOYMENT } from "./create-deployment";
import { DEPLOYMENT_OPERATIONS } from "./deployments";
import { GROUPS } from "./groups";
import { TARGETS } from "./targets";

/** CodeDeploy. */
export const CODEDEPLOY = service(new CodeDeployClient({ region: "us-east-1" }), [
  CREATE_DEPLOYMENT,
  ...DEPLOYMENT_OPERATIONS,
  ...GROUPS,
  ...TARGETS,
]);
