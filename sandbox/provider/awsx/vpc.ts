import { Eip } from "@pulumi/aws/ec2/eip.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc as Network } from "@pulumi/aws/ec2/vpc.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import type { VpcArgs } from "@pulumi/awsx/ec2/vpc.js";
import * as pulumi from "@pulumi/pulumi";
import { formatProblem } from "../../../infra/problems";
import { ProviderError } from "../../cloud/provider-error";
import { layOut, type Placed } from "./layout";

type Spec = NonNullable<VpcArgs["subnetSpecs"]>[number];
type Tags = pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;

/** Subnets that need another's gateway come after it. */
const ORDER = ["Public", "Private", "Isolated"];

/** What `awsx.ec2.Vpc` makes: the same children by the same names, tags and parents. */
export class Vpc extends pulumi.ComponentResource {
  /** The component's outputs, as awsx names them. */
  readonly outputs: pulumi.Inputs;
  readonly #name: string;
  readonly #args: VpcArgs;
  readonly #subnets: { type: string; subnet: Subnet }[] = [];
  readonly #routeTables: RouteTable[] = [];
  readonly #associations: RouteTableAssociation[] = [];
  readonly #routes: Route[] = [];
  readonly #natGateways: NatGateway[] = [];
  readonly #eips: Eip[] = [];

  constructor(name: string, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, opts);
    this.#name = name;
    this.#args = args;
    const { cidrBlock = "10.0.0.0/16", subnetSpecs = [], availabilityZoneNames = [] } = args;
    refuseWhatIsNotMade(args);

    const placed = layOut(cidrBlock, availabilityZoneNames, subnetSpecs);
    const tags = merge({ Name: name }, args.tags);
    const vpc = new Network(name, { ...args, cidrBlock, tags }, { parent: this });
    const inVpc = { parent: vpc, dependsOn: [vpc] };
    const gateway = new InternetGateway(name, { vpcId: vpc.id, tags }, inVpc);

    const used = placed.filter(({ spec }) => spec.type !== "Unused");
    for (const each of used.toSorted(byZoneThenType)) this.#makeSubnet(each, vpc, gateway);
    const vpcEndpoints = this.#makeGatewayEndpoints(vpc, tags);

    const ids = (type: string) => this.#of(type).map(({ id }) => id);
    this.outputs = {
      vpc,
      vpcId: vpc.id,
      internetGateway: gateway,
      subnets: this.#subnets.map(({ subnet }) => subnet),
      publicSubnets: this.#of("Public"),
      privateSubnets: this.#of("Private"),
      isolatedSubnets: this.#of("Isolated"),
      publicSubnetIds: ids("Public"),
      privateSubnetIds: ids("Private"),
      isolatedSubnetIds: ids("Isolated"),
      routeTables: this.#routeTables,
      routeTableAssociations: this.#associations,
      routes: this.#routes,
      natGateways: this.#natGateways,
      eips: this.#eips,
      vpcEndpoints,
      subnetLayout: subnetSpecs.map(({ tags: _, ...spec }) => spec),
    };
    this.registerOutputs(this.outputs);
  }

  #makeSubnet({ spec, zone, index, cidrBlock }: Placed<Spec>, vpc: Network, to: InternetGateway) {
    const base = `${this.#name}-${spec.name ?? spec.type.toLowerCase()}`;
    const name = `${base}-${index + 1}`;
    const byZone = this.#args.subnetNameTagStrategy === "AvailabilityZone";
    const Name = byZone ? `${base}-${zone.replace(/^[a-z]{2}(-[a-z]+)+-/, "")}` : name;
    const own = { Name, SubnetType: spec.type };

    const mapPublicIpOnLaunch = spec.type === "Public";
    const subnet = new Subnet(
      name,
      {
        vpcId: vpc.id,
        availabilityZone: zone,
        cidrBlock,
        mapPublicIpOnLaunch,
        tags: merge(this.#args.tags, spec.tags, own),
      },
      { parent: vpc, dependsOn: [vpc] },
    );
    this.#subnets.push({ type: spec.type, subnet });

    const inSubnet = { parent: subnet, dependsOn: [subnet] };
    const tags = merge(this.#args.tags, own);
    const table = new RouteTable(name, { vpcId: vpc.id, tags }, inSubnet);
    this.#routeTables.push(table);

    const inTable = { parent: table, dependsOn: [table] };
    const both = { routeTableId: table.id, subnetId: subnet.id };
    this.#associations.push(new RouteTableAssociation(name, both, inTable));

    if (spec.type === "Public") this.#makeNatGateway(index, subnet);
    const target = this.#targetOf(spec.type, index, to);
    if (!target) return;
    const all = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0" };
    this.#routes.push(new Route(name, { ...all, ...target }, inTable));
  }

  /** Gateways to S3 and DynamoDB; strategy "Auto" ties each to every route table. */
  #makeGatewayEndpoints(vpc: Network, shared: Tags): VpcEndpoint[] {
    const routeTableIds = this.#routeTables.map(({ id }) => id);
    return (this.#args.vpcEndpointSpecs ?? []).map(({ tags, ...spec }) => {
      const inputs = { ...spec, vpcId: vpc.id, routeTableIds, tags: merge(shared, tags) };
      return new VpcEndpoint(spec.serviceName, inputs, { parent: vpc, dependsOn: [vpc] });
    });
  }

  #makeNatGateway(index: number, subnet: Subnet): void {
    const wanted = { None: 0, Single: 1, OnePerAz: index + 1 }[this.#strategy];
    if (this.#natGateways.length >= wanted) return;
    const name = `${this.#name}-${index + 1}`;
    const inSubnet = { parent: subnet, dependsOn: [subnet] };
    const tags = merge(this.#args.tags, { Name: name });
    const eip = new Eip(name, { tags }, inSubnet);
    this.#eips.push(eip);
    const args = { subnetId: subnet.id, allocationId: eip.allocationId, tags };
    this.#natGateways.push(new NatGateway(name, args, inSubnet));
  }

  #targetOf(type: string, index: number, gateway: InternetGateway) {
    if (type === "Public") return { gatewayId: gateway.id };
    if (type !== "Private" || this.#strategy === "None") return undefined;
    const nat = this.#natGateways[this.#strategy === "Single" ? 0 : index];
    if (!nat) {
      const got = this.#subnets.map((each) => each.type);
      throw new ProviderError(
        formatProblem("subnetSpecs", got, "a public subnet, as a private one needs NAT"),
      );
    }
    return { natGatewayId: nat.id };
  }

  get #strategy() {
    return this.#args.natGateways?.strategy ?? "OnePerAz";
  }

  #of(type: string): Subnet[] {
    return this.#subnets.filter((each) => each.type === type).map(({ subnet }) => subnet);
  }
}

function merge(...tags: Tags[]) {
  return pulumi.all(tags).apply((all) => Object.assign({}, ...all) as Record<string, string>);
}

function byZoneThenType(one: Placed<Spec>, other: Placed<Spec>): number {
  return one.index - other.index || ORDER.indexOf(one.spec.type) - ORDER.indexOf(other.spec.type);
}

/** @throws {ProviderError} for what the real component does and this one does not */
function refuseWhatIsNotMade(args: VpcArgs): void {
  const refuse = (field: keyof VpcArgs, want: string): never => {
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
