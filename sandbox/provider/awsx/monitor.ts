import * as grpc from "@grpc/grpc-js";
import aws from "@pulumi/aws/package.json" with { type: "json" };
import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/resource_pb.js";
import { UNKNOWN } from "../../../infra/unknown";
import type { Properties } from "../../cloud/record";
import { decode, encode } from "../wire";

/** A resource that the engine has registered. */
export interface Registered {
  readonly urn: string;
  /** Its physical id; not known in a preview that creates it. */
  readonly id: string | typeof UNKNOWN;
  /** Its outputs, as the provider returned them. */
  readonly state: Properties;
}

/** A resource to register. */
interface Wanted {
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly parent: Registered;
  /** Registered before it; the parent, if it is no component. @default - nothing */
  readonly dependsOn?: readonly Registered[];
  /** Which inputs come from which resources. @default - none */
  readonly sources?: Readonly<Record<string, readonly Registered[]>>;
}

/**
 * What registers the resources of one component with the engine. It calls the engine itself: the SDK
 * takes a second to load, and this whole plan waits for the network.
 */
export class Monitor {
  readonly #client: ResourceMonitorClient;
  readonly #request: provider.ConstructRequest;

  constructor(request: provider.ConstructRequest) {
    const endpoint = request.getMonitorendpoint();
    this.#client = new ResourceMonitorClient(endpoint, grpc.credentials.createInsecure());
    this.#request = request;
  }

  /** Registers the component itself, with the options that the request gives it. */
  component(): Promise<Registered> {
    const given = this.#request;
    const request = this.#start(given.getType(), given.getName(), given.getParent())
      .setObject(encode({}))
      .setDependenciesList(given.getDependenciesList())
      .setAliasesList(given.getAliasesList());
    const providers = request.getProvidersMap();
    given.getProvidersMap().forEach((reference, name) => {
      providers.set(name, reference);
    });
    return this.#send(request);
  }

  /** Registers a resource of AWS, with the component's own provider. */
  resource({ type, name, inputs, parent, dependsOn = [], sources = {} }: Wanted) {
    const given = Object.fromEntries(
      Object.entries(inputs).filter(([, value]) => value !== undefined && value !== null),
    );
    const used = [...dependsOn, ...Object.values(sources).flat()].map(({ urn }) => urn);
    const request = this.#start(type, name, parent.urn)
      .setCustom(true)
      .setVersion(aws.version)
      .setProvider(this.#request.getProvidersMap().get("aws") ?? "")
      .setObject(encode(given))
      .setDependenciesList([...new Set(used)]);
    const dependencies = request.getPropertydependenciesMap();
    for (const key of Object.keys(given)) {
      const urns = (sources[key] ?? []).map(({ urn }) => urn);
      const list = new messages.RegisterResourceRequest.PropertyDependencies().setUrnsList(urns);
      dependencies.set(key, list);
    }
    return this.#send(request);
  }

  /** Says what the component has made. */
  outputs({ urn }: Registered, outputs: Properties): Promise<void> {
    const request = new messages.RegisterResourceOutputsRequest()
      .setUrn(urn)
      .setOutputs(encode(outputs));
    return new Promise((resolve, reject) => {
      this.#client.registerResourceOutputs(request, (error) => (error ? reject(error) : resolve()));
    });
  }

  close(): void {
    this.#client.close();
  }

  #start(type: string, name: string, parent: string) {
    const request = new messages.RegisterResourceRequest()
      .setType(type)
      .setName(name)
      .setParent(parent)
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setSupportspartialvalues(true)
      .setAliasspecs(true);
    const protect = this.#request.getProtect();
    return protect === undefined ? request : request.setProtect(protect);
  }

  #send(request: messages.RegisterResourceRequest): Promise<Registered> {
    return new Promise((resolve, reject) => {
      this.#client.registerResource(request, (error, response) => {
        if (error) return reject(error);
        const id = response.getId() === "" ? UNKNOWN : response.getId();
        return resolve({ urn: response.getUrn(), id, state: decode(response.getObject()) });
      });
    });
  }
}
