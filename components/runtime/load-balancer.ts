import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { Listeners, TEST_PORT } from "./listeners";
import { LoadBalancerAccessLogs } from "./load-balancer-access-logs";
import { LoadBalancerSecurityGroup } from "./load-balancer-security-group";

export interface LoadBalancerArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Id of the VPC, `vpc-...`. */
  vpcId: pulumi.Input<string>;
  /** Ids of the public subnets, one in each zone. */
  subnetIds: pulumi.Input<string[]>;
  /** IPv4 addresses from which private subnets call the internet: one for each NAT gateway. */
  natAddresses: readonly pulumi.Input<string>[];
}

/**
 * The one application load balancer of an environment: what the internet calls (CI/CL-002 §7.1).
 * HTTPS on port 443 is open to everyone. HTTPS on {@link testPort} is open to the VPC only, and
 * reaches a version before it has traffic. A service adds its own rule to both listeners. A request
 * that matches no rule gets a 404.
 */
export class LoadBalancer extends pulumi.ComponentResource {
  /** `app/<name>/<id>`: the value of the metrics' dimension. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly productionListenerArn: pulumi.Output<string>;
  readonly testListenerArn: pulumi.Output<string>;
  /** Port of the test listener. */
  readonly testPort: number;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:runtime:LoadBalancer", name, {}, opts);
    const { context, vpcId, subnetIds, natAddresses } = args;
    const { protect } = context;
    const { domain } = context.settings;
    const child = { parent: this };

    const logs = new LoadBalancerAccessLogs(`${name}-logs`, { context }, child);
    const group = new LoadBalancerSecurityGroup(
      `${name}-security-group`,
      { context, vpcId, natAddresses },
      child,
    );
    const balancer = new aws.lb.LoadBalancer(
      name,
      {
        name: context.name("aws:lb/loadBalancer:LoadBalancer", "load-balancer"),
        loadBalancerType: "application",
        internal: false,
        subnets: subnetIds,
        securityGroups: [group.securityGroupId],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: protect,
        accessLogs: { bucket: logs.bucketName, enabled: true },
        tags: context.tags("load-balancer"),
      },
      // AWS writes a test object at once, and refuses a bucket that it may not write to: the bucket's
      // name comes from its policy.
      { ...child, protect },
    );
    new aws.route53.Record(
      name,
      {
        zoneId: domain.zoneId,
        name: domain.name,
        type: "A",
        aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
      },
      child,
    );
    const listeners = new Listeners(
      `${name}-listeners`,
      { context, loadBalancerArn: balancer.arn },
      child,
    );

    this.arnSuffix = balancer.arnSuffix;
    this.securityGroupId = group.securityGroupId;
    this.productionListenerArn = listeners.productionArn;
    this.testListenerArn = listeners.testArn;
    this.testPort = TEST_PORT;
    const { arnSuffix, productionListenerArn, testListenerArn } = this;
    this.registerOutputs({ arnSuffix, productionListenerArn, testListenerArn });
  }
}
