import { UNKNOWN } from "../../../infra/unknown";
import { lastSegment } from "../identifiers";
import { policyDocument } from "../policy-document";
import type { CreateRequest, Outputs, ResourceTypes } from "../resource-type";
import { oneOf, required, type Validation } from "../validators";
import { isGiven } from "../values";
import { ec2 } from "./ec2-vpc";

/** EC2: VPC endpoints. Source of each limit: CreateVpcEndpoint. */
export const EC2_VPC_ENDPOINTS: ResourceTypes = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    outputs: endpointOutputs,
    validate: [
      required("vpcId"),
      oneOf("vpcEndpointType", "Gateway", "Interface", "GatewayLoadBalancer", "Resource"),
      policyDocument("policy", { max: 20_480, principal: true }),
      checkEndpointType,
    ],
    immutable: ["serviceName", "vpcEndpointType", "vpcId"],
  },
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
    outputs: ({ hex }) => ({
      id: `a-vpce-${hex(17)}`,
    }),
  },
};

function endpointOutputs(request: CreateRequest): Outputs {
  const { inputs, text, hex, region } = request;
  const endpoint = ec2(request, "vpce", "vpc-endpoint");
  const common = { ...endpoint, state: "available", requesterManaged: false };
  if (inputs.vpcEndpointType !== "Interface") {
    return { ...common, prefixListId: `pl-${hex(8, "pl")}`, cidrBlocks: ["52.95.0.0/20"] };
  }
  const subnets = Array.isArray(inputs.subnetIds) ? inputs.subnetIds : [];
  const service = lastSegment(text("serviceName"), ".");
  const dnsName = `${endpoint.id}-${hex(8, "dns")}.${service}.${region}.vpce.amazonaws.com`;
  return {
    ...common,
    dnsEntries: [{ dnsName, hostedZoneId: `Z${hex(13, "zone").toUpperCase()}` }],
    networkInterfaceIds: subnets.map((_, index) => `eni-${hex(17, `eni${index}`)}`),
  };
}

function checkEndpointType({ inputs, refuse }: Validation): void {
  const { vpcEndpointType = "Gateway", serviceName, resourceConfigurationArn } = inputs;
  if (!isGiven(serviceName) && !isGiven(resourceConfigurationArn)) {
    refuse("serviceName", serviceName, "the name of a service");
  }
  if (vpcEndpointType === UNKNOWN) return;
  const only =
    vpcEndpointType === "Gateway" ? ["routeTableIds"] : ["subnetIds", "securityGroupIds"];
  const other =
    vpcEndpointType === "Gateway" ? ["subnetIds", "securityGroupIds"] : ["routeTableIds"];
  for (const property of other.filter((each) => isGiven(inputs[each]))) {
    refuse(property, inputs[property], `${only.join(", ")}, as it is of type ${vpcEndpointType}`);
  }
  if (vpcEndpointType === "Gateway" && inputs.privateDnsEnabled === true) {
    refuse("privateDnsEnabled", true, "false, as it is of type Gateway");
  }
}
