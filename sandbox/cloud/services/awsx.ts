import type { CreateRequest, Outputs, ResourceTypes } from "../resource-type";

/** awsx: what unit tests see of the component; the engine gets the resources that it is made of. */
export const AWSX: ResourceTypes = {
  "awsx:ec2:Vpc": {
    outputs: vpcOutputs,
  },
};

/** What unit tests see of the component; the engine is given what it is made of. */
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
