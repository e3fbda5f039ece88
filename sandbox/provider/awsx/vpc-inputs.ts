import type { VpcArgs } from "@pulumi/awsx/ec2/vpc.js";
import type { Unwrap } from "@pulumi/pulumi";
import { formatProblem } from "../../../infra/problems";
import { ProviderError } from "../../cloud/provider-error";

/** The inputs of `awsx.ec2.Vpc`, all of them known. */
export type VpcInputs = Unwrap<VpcArgs>;

/**
 * Refuses the inputs for which awsx makes another network than the sandbox does.
 *
 * @throws {ProviderError} that names the first of them
 */
export function refuseUnsupportedInputs(args: VpcInputs): void {
  const refuse = (field: keyof VpcInputs, want: string): never => {
    throw new ProviderError(
      formatProblem(field, args[field], `${want}: the sandbox makes no other network`),
    );
  };
  if (args.subnetStrategy !== "Auto") refuse("subnetStrategy", '"Auto"');
  if (!args.availabilityZoneNames) refuse("availabilityZoneNames", "the names of the zones");
  if (!args.subnetSpecs) refuse("subnetSpecs", "every subnet of a zone");
  const blocks = args.subnetSpecs?.map(({ cidrBlocks }) => cidrBlocks?.length ?? 0) ?? [];
  if (blocks.some((count) => count > 0 && count !== args.availabilityZoneNames?.length)) {
    refuse("subnetSpecs", "cidrBlocks for each zone");
  }
  if (new Set(blocks).size > 1) refuse("subnetSpecs", "cidrBlocks for every subnet or for none");
  const gateways = args.vpcEndpointSpecs ?? [];
  if (gateways.length > 0 && args.vpcEndpointStrategy !== "Auto") {
    refuse("vpcEndpointStrategy", '"Auto"');
  }
  if (gateways.some(({ vpcEndpointType = "Gateway" }) => vpcEndpointType !== "Gateway")) {
    refuse("vpcEndpointSpecs", "gateways; interface endpoints are resources of their own");
  }
  if (args.ipv4IpamPoolId) refuse("ipv4IpamPoolId", "a cidrBlock");
  if (args.natGateways?.elasticIpAllocationIds) refuse("natGateways", "addresses of its own");
}
