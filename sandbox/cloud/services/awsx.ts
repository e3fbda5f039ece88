import type { CreateRequest, Outputs, ResourceTypes } from "../resource-type";

/** awsx, for unit tests alone: the engine gets the component's children from `provider/awsx/`. */
export const AWSX: ResourceTypes = {
  "awsx:ec2:Vpc": {
    outputs: vpcOutputs,
  },
};

function vpcOutputs({ name, hex }: CreateRequest): Outputs {
  const subnets = (tier: string) => [1, 2, 3].map((zone) => `subnet-${hex(17, `${tier}${zone}`)}`);
  return {
    id: name,
    vpcId: `vpc-${hex(17, "vpc")}`,
    publicSubnetIds: subnets("public"),
    privateSubnetIds: subnets("private"),
    isolatedSubnetIds: subnets("isolated"),
    eips: [1, 2, 3].map((zone) => ({ publicIp: `203.0.113.${zone}` })),
  };
}
