import type { Settings } from "../../settings/parse";
import type { Counted } from "./uses";

/** A quota that AWS raises: its setting says how far. */
interface Raised {
  readonly setting: keyof Settings["quotas"];
  /** What AWS calls it, and where. */
  readonly name: string;
}

/** A quota that AWS does not raise. */
interface Fixed {
  readonly limit: number;
  readonly name: string;
  /** What a user can do about it. */
  readonly remedy: string;
}

/** The quota of each thing that is counted. */
export const QUOTAS: Readonly<Record<Counted, Raised | Fixed>> = {
  // IAM user guide, "IAM and AWS STS quotas".
  roles: { setting: "roles", name: "IAM's quota for roles" },
  // CloudWatch user guide, "CloudWatch service quotas". Composite alarms are counted with the others.
  alarms: { setting: "alarms", name: "CloudWatch's quota for alarms in a region" },
  // Elastic Load Balancing guide, "Quotas for your Application Load Balancers".
  listenerRules: { setting: "listenerRules", name: "the load balancer's quota for rules" },
  targetGroups: {
    limit: 100,
    name: "the load balancer's quota",
    remedy: "AWS does not raise it: make services functions, or give a product accounts of its own",
  },
  // CodeDeploy user guide, "CodeDeploy quotas".
  deploymentConfigs: {
    limit: 50,
    name: "CodeDeploy's quota for custom ones of an account",
    remedy:
      'AWS does not raise it: give services rollout "ecs-native", which needs none, or a product accounts of its own',
  },
  // CloudWatch user guide, as above: 500 in ca-central-1.
  canaries: { setting: "canaries", name: "CloudWatch's quota for canaries in a region" },
  // AWS General Reference, "AWS AppConfig endpoints and quotas".
  appConfigApplications: {
    setting: "appConfigApplications",
    name: "AppConfig's quota for applications in a region",
  },
};
