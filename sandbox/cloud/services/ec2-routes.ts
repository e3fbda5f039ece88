import type { CreateRequest, ResourceTypes } from "../resource-type";
import { exactlyOne, required } from "../validators";
import { ec2 } from "./ec2-vpc";

/** EC2: gateways, addresses and route tables. */
export const EC2_ROUTES: ResourceTypes = {
  "aws:ec2/internetGateway:InternetGateway": {
    outputs: (request) => ec2(request, "igw", "internet-gateway"),
  },
  "aws:ec2/routeTable:RouteTable": {
    outputs: (request) => ec2(request, "rtb", "route-table"),
    immutable: ["vpcId"],
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    outputs: ({ hex }) => ({
      id: `rtbassoc-${hex(17)}`,
    }),
    immutable: ["gatewayId", "subnetId"],
  },
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": {
    outputs: ({ hex }) => ({
      id: `rtbassoc-${hex(17)}`,
    }),
  },
  "aws:ec2/route:Route": {
    outputs: ({ inputs, text }) => ({
      id: `r-${text("routeTableId")}-${destinationOf(inputs)}`,
      origin: "CreateRoute",
      state: "active",
      instanceId: "",
      instanceOwnerId: "",
    }),
    validate: [
      required("routeTableId"),
      exactlyOne("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"),
    ],
    immutable: [
      "destinationCidrBlock",
      "destinationIpv6CidrBlock",
      "destinationPrefixListId",
      "routeTableId",
    ],
  },
  "aws:ec2/eip:Eip": {
    outputs: (request) => {
      const { id, arn } = ec2(request, "eipalloc", "elastic-ip");
      const publicIp = publicAddress(request);
      const host = publicIp.replaceAll(".", "-");
      const publicDns = `ec2-${host}.${request.region}.compute.amazonaws.com`;
      return { id, arn, allocationId: id, domain: "vpc", publicIp, publicDns };
    },
    immutable: ["domain"],
  },
  "aws:ec2/natGateway:NatGateway": {
    outputs: (request) => ({
      id: `nat-${request.hex(17)}`,
      associationId: `eipassoc-${request.hex(17, "eipassoc")}`,
      networkInterfaceId: `eni-${request.hex(17, "eni")}`,
      privateIp: "10.0.0.4",
      publicIp: publicAddress(request),
      connectivityType: "public",
    }),
    validate: [required("subnetId")],
    immutable: ["allocationId", "connectivityType", "subnetId"],
  },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    outputs: (request) => ec2(request, "rtb", "route-table"),
  },
};

function destinationOf(inputs: CreateRequest["inputs"]): string {
  const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId } = inputs;
  return String(destinationCidrBlock ?? destinationIpv6CidrBlock ?? destinationPrefixListId);
}

/** A public address of the range that RFC 5737 reserves for documentation. */
function publicAddress({ hex }: CreateRequest): string {
  return `203.0.113.${1 + (Number.parseInt(hex(2), 16) % 254)}`;
}
