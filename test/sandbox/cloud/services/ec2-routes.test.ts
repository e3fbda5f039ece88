import { describeValidation } from "../validation";

describeValidation("routes", [
  [
    "aws:ec2/route:Route",
    { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
    [
      [
        { destinationCidrBlock: undefined },
        "destinationCidrBlock is []: expected exactly one of destinationCidrBlock, " +
          "destinationIpv6CidrBlock, destinationPrefixListId",
      ],
    ],
  ],
  [
    "aws:ec2/natGateway:NatGateway",
    { subnetId: "subnet-1", allocationId: "eipalloc-1" },
    [[{ subnetId: undefined }, "subnetId is missing: expected a value"]],
  ],
]);
