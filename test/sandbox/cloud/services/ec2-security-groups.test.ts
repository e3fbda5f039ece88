import { describeValidation } from "../validation";

describeValidation("security groups", [
  [
    "aws:ec2/securityGroup:SecurityGroup",
    { name: "nc-core-dev-lb", vpcId: "v", description: "Load balancer" },
    [
      [
        { description: "é" },
        'description is "é": expected letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*',
      ],
    ],
  ],
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    {
      securityGroupId: "sg",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.0.0.0/8",
    },
    [
      [{ fromPort: undefined }, "fromPort is missing: expected a port, as ipProtocol is tcp"],
      [{ toPort: 80 }, "fromPort is 443: expected at most toPort, which is 80"],
      [
        { ipProtocol: "-1", toPort: undefined },
        'fromPort is 443: expected no port, as ipProtocol is "-1"',
      ],
      [
        { cidrIpv6: "::/0" },
        'cidrIpv6 is ["cidrIpv4","cidrIpv6"]: expected exactly one of cidrIpv4, cidrIpv6, ' +
          "prefixListId, referencedSecurityGroupId",
      ],
    ],
  ],
]);
