import { formatProblem } from "../../../infra/problems";
import { ProviderError } from "../../cloud/provider-error";
import { referenceTo } from "../wire";
import { layOut, type PlacedSubnet } from "./layout";
import type { Monitor, Registered } from "./monitor";
import { refuseUnsupportedInputs, type VpcInputs } from "./vpc-inputs";

type Spec = NonNullable<VpcInputs["subnetSpecs"]>[number];
type Tags = Readonly<Record<string, string>> | undefined;

/** What one subnet of one zone has. */
interface SubnetResources {
  readonly type: string;
  readonly subnet: Registered;
  readonly routeTable: Registered;
  readonly association: Registered;
  readonly route?: Registered;
}

/** A NAT gateway and its address. */
interface Nat {
  readonly eip: Registered;
  readonly gateway: Registered;
}

/** An output of the component, and the resources that it comes from. */
export interface Output {
  readonly value: unknown;
  readonly from: readonly Registered[];
}

/** The order of a zone's subnets in the outputs. */
const ORDER = ["Public", "Private", "Isolated"];

/** Inputs that awsx passes on to the VPC as they are. */
const PASSED_ON = [
  "assignGeneratedIpv6CidrBlock",
  "enableDnsHostnames",
  "enableDnsSupport",
  "enableNetworkAddressUsageMetrics",
  "instanceTenancy",
  "ipv4NetmaskLength",
  "ipv6CidrBlock",
  "ipv6CidrBlockNetworkBorderGroup",
  "ipv6IpamPoolId",
  "ipv6NetmaskLength",
] as const;

/**
 * Makes what `awsx.ec2.Vpc` makes, below `component`: the same children by the same names, tags and
 * parents. Each is registered as soon as what it needs is there.
 *
 * @returns the component's outputs, as awsx names them
 */
export async function makeVpc(
  name: string,
  args: VpcInputs,
  monitor: Monitor,
  component: Registered,
): Promise<Record<string, Output>> {
  refuseUnsupportedInputs(args);
  const { cidrBlock = "10.0.0.0/16", subnetSpecs = [], availabilityZoneNames = [] } = args;
  const { strategy = "OnePerAz" } = args.natGateways ?? {};
  const placed = layOut(cidrBlock, availabilityZoneNames, subnetSpecs)
    .filter(({ spec }) => spec.type !== "Unused")
    .toSorted(byZoneThenType);

  const tags = { Name: name, ...args.tags };
  const passedOn = Object.fromEntries(PASSED_ON.map((key) => [key, args[key]]));
  const vpc = await monitor.resource({
    type: "aws:ec2/vpc:Vpc",
    name,
    inputs: { ...passedOn, cidrBlock, tags },
    parent: component,
  });
  const inVpc = { parent: vpc, dependsOn: [vpc] };
  const gateway = monitor.resource({
    ...inVpc,
    type: "aws:ec2/internetGateway:InternetGateway",
    name,
    inputs: { vpcId: vpc.id, tags },
    sources: { vpcId: [vpc] },
  });

  const subnets = placed.map((each) => makeSubnet(each));
  const natCount = { None: 0, Single: 1, OnePerAz: availabilityZoneNames.length }[strategy];
  const publicSubnets = subnets.filter((_, index) => placed[index]?.spec.type === "Public");
  const nats = publicSubnets.slice(0, natCount).map((subnet, index) => makeNat(subnet, index));
  const made = await Promise.all(
    placed.map(async (each, index) => makeRoutes(each, (await subnets[index]) as Registered)),
  );
  const endpoints = await makeGatewayEndpoints(made.map(({ routeTable }) => routeTable));

  const eips = (await Promise.all(nats)).map(({ eip }) => eip);
  const natGateways = (await Promise.all(nats)).map(({ gateway }) => gateway);
  const of = (type: string) => made.filter((each) => each.type === type).map((each) => each.subnet);
  return {
    vpc: one(vpc),
    vpcId: { value: vpc.id, from: [vpc] },
    internetGateway: one(await gateway),
    subnets: all(made.map(({ subnet }) => subnet)),
    publicSubnets: all(of("Public")),
    privateSubnets: all(of("Private")),
    isolatedSubnets: all(of("Isolated")),
    publicSubnetIds: idsOf(of("Public")),
    privateSubnetIds: idsOf(of("Private")),
    isolatedSubnetIds: idsOf(of("Isolated")),
    routeTables: all(made.map(({ routeTable }) => routeTable)),
    routeTableAssociations: all(made.map(({ association }) => association)),
    routes: all(made.flatMap(({ route }) => route ?? [])),
    natGateways: all(natGateways),
    eips: all(eips),
    vpcEndpoints: all(endpoints),
    subnetLayout: { value: subnetSpecs.map(({ tags: _, ...spec }) => spec), from: [] },
  };

  function baseName({ spec }: PlacedSubnet<Spec>): string {
    return `${name}-${spec.name ?? spec.type.toLowerCase()}`;
  }

  function ownTags(each: PlacedSubnet<Spec>): Tags {
    const byZone = args.subnetNameTagStrategy === "AvailabilityZone";
    const zone = each.zone.replace(/^[a-z]{2}(-[a-z]+)+-/, "");
    const Name = `${baseName(each)}-${byZone ? zone : each.index + 1}`;
    return { Name, SubnetType: each.spec.type };
  }

  function makeSubnet(each: PlacedSubnet<Spec>): Promise<Registered> {
    const { spec, zone, index, cidrBlock } = each;
    return monitor.resource({
      ...inVpc,
      type: "aws:ec2/subnet:Subnet",
      name: `${baseName(each)}-${index + 1}`,
      inputs: {
        vpcId: vpc.id,
        availabilityZone: zone,
        cidrBlock,
        mapPublicIpOnLaunch: spec.type === "Public",
        tags: { ...args.tags, ...spec.tags, ...ownTags(each) },
      },
      sources: { vpcId: [vpc] },
    });
  }

  async function makeNat(within: Promise<Registered>, index: number): Promise<Nat> {
    const subnet = await within;
    const own = `${name}-${index + 1}`;
    const inSubnet = { parent: subnet, dependsOn: [subnet], name: own };
    const tags = { ...args.tags, Name: own };
    const eip = await monitor.resource({ ...inSubnet, type: "aws:ec2/eip:Eip", inputs: { tags } });
    const gateway = await monitor.resource({
      ...inSubnet,
      type: "aws:ec2/natGateway:NatGateway",
      inputs: { subnetId: subnet.id, allocationId: eip.state.allocationId, tags },
      sources: { subnetId: [subnet], allocationId: [eip] },
    });
    return { eip, gateway };
  }

  async function makeRoutes(
    each: PlacedSubnet<Spec>,
    subnet: Registered,
  ): Promise<SubnetResources> {
    const { type } = each.spec;
    const own = `${baseName(each)}-${each.index + 1}`;
    const routeTable = await monitor.resource({
      type: "aws:ec2/routeTable:RouteTable",
      name: own,
      inputs: { vpcId: vpc.id, tags: { ...args.tags, ...ownTags(each) } },
      parent: subnet,
      dependsOn: [subnet],
      sources: { vpcId: [vpc] },
    });
    const inTable = { parent: routeTable, dependsOn: [routeTable], name: own };
    const [association, target] = await Promise.all([
      monitor.resource({
        ...inTable,
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        inputs: { routeTableId: routeTable.id, subnetId: subnet.id },
        sources: { routeTableId: [routeTable], subnetId: [subnet] },
      }),
      targetOf(each),
    ]);
    if (!target) return { type, subnet, routeTable, association };
    const [key, to] = target;
    const route = await monitor.resource({
      ...inTable,
      type: "aws:ec2/route:Route",
      inputs: { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", [key]: to.id },
      sources: { routeTableId: [routeTable], [key]: [to] },
    });
    return { type, subnet, routeTable, association, route };
  }

  /** Where a subnet sends what is for the internet. */
  async function targetOf({ spec, index }: PlacedSubnet<Spec>) {
    if (spec.type === "Public") return ["gatewayId", await gateway] as const;
    if (spec.type !== "Private" || strategy === "None") return undefined;
    const nat = await nats[strategy === "Single" ? 0 : index];
    if (nat) return ["natGatewayId", nat.gateway] as const;
    const got = placed.map((each) => each.spec.type);
    const want = "a public subnet, as a private one needs NAT";
    throw new ProviderError(formatProblem("subnetSpecs", got, want));
  }

  /** Gateways to S3 and DynamoDB; strategy "Auto" ties each to every route table. */
  function makeGatewayEndpoints(routeTables: readonly Registered[]): Promise<Registered[]> {
    const specs = args.vpcEndpointSpecs ?? [];
    return Promise.all(
      specs.map((spec) =>
        monitor.resource({
          ...inVpc,
          type: "aws:ec2/vpcEndpoint:VpcEndpoint",
          name: spec.serviceName,
          inputs: {
            ...spec,
            vpcId: vpc.id,
            routeTableIds: routeTables.map(({ id }) => id),
            tags: { ...tags, ...spec.tags },
          },
          sources: { vpcId: [vpc], routeTableIds: routeTables },
        }),
      ),
    );
  }
}

function one(resource: Registered): Output {
  return { value: referenceTo(resource), from: [resource] };
}

function all(resources: readonly Registered[]): Output {
  return { value: resources.map(referenceTo), from: resources };
}

function idsOf(resources: readonly Registered[]): Output {
  return { value: resources.map(({ id }) => id), from: resources };
}

function byZoneThenType(one: PlacedSubnet<Spec>, other: PlacedSubnet<Spec>): number {
  return one.index - other.index || ORDER.indexOf(one.spec.type) - ORDER.indexOf(other.spec.type);
}
