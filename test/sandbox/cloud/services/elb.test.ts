import { describeValidation } from "../validation";

describeValidation("load balancers", [
  [
    "aws:lb/loadBalancer:LoadBalancer",
    { name: "nc-core-dev", subnets: ["a", "b"], idleTimeout: 60 },
    [
      [{ subnets: ["a"] }, 'subnets is ["a"]: expected subnets of at least two zones'],
      [{ idleTimeout: 4001 }, "idleTimeout is 4001: expected from 1 to 4000"],
    ],
  ],
  [
    "aws:lb/targetGroup:TargetGroup",
    {
      name: "nc-x-dev-blue",
      port: 8080,
      protocol: "HTTP",
      vpcId: "v",
      targetType: "ip",
      healthCheck: { path: "/healthz", interval: 10, timeout: 5 },
    },
    [
      [{ port: undefined }, "port is missing: expected a value"],
      [{ deregistrationDelay: 3601 }, "deregistrationDelay is 3601: expected from 0 to 3600"],
      [
        { healthCheck: { path: "healthz" } },
        'healthCheck.path is "healthz": expected a path that begins with /',
      ],
      [{ healthCheck: { interval: 4 } }, "healthCheck.interval is 4: expected from 5 to 300"],
      [
        { healthCheck: { interval: 5, timeout: 5 } },
        "healthCheck.timeout is 5: expected less than interval, which is 5",
      ],
    ],
  ],
  [
    "aws:lb/listener:Listener",
    { loadBalancerArn: "arn", defaultActions: [], protocol: "HTTPS", certificateArn: "arn" },
    [
      [
        { certificateArn: undefined },
        "certificateArn is missing: expected a certificate, as protocol is HTTPS",
      ],
    ],
  ],
  [
    "aws:lb/listenerRule:ListenerRule",
    { listenerArn: "arn", actions: [{}], conditions: [{}], priority: 1 },
    [[{ priority: 50_001 }, "priority is 50001: expected from 1 to 50000"]],
  ],
]);
