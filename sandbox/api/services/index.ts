import type { Service } from "../service";
import { CODEDEPLOY } from "./codedeploy";
import { ECS } from "./ecs";
import { SSM } from "./ssm";
import { STS } from "./sts";

/** The services that are served, by the name that a client signs with. Each file lists its operations. */
export const SERVICES: Readonly<Record<string, Service>> = {
  codedeploy: CODEDEPLOY,
  ecs: ECS,
  ssm: SSM,
  sts: STS,
};
