import { describeValidation } from "../validation";

describeValidation("VPC endpoints", [
  [
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    { vpcId: "v", serviceName: "s", vpcEndpointType: "Interface", subnetIds: ["a"] },
    [
      [
        { routeTableIds: ["r"] },
        'routeTableIds is ["r"]: expected subnetIds, securityGroupIds, as it is of type Interface',
      ],
      [{ serviceName: undefined }, "serviceName is missing: expected the name of a service"],
      [
        { vpcEndpointType: "Gateway", subnetIds: undefined, privateDnsEnabled: true },
        "privateDnsEnabled is true: expected false, as it is of type Gateway",
      ],
    ],
  ],
]);
