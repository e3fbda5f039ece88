import * as pulumi from "@pulumi/pulumi";
import type {
  RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { record } from "./record";

/** One resource of a plan, and what the engine creates before it. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  /** Its logical name. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** Whether it stays in the account once Pulumi deletes it. */
  readonly retainOnDelete: boolean;
  /** URNs of what it names in `dependsOn` or takes an output of, and of its parent. */
  readonly dependencies: readonly string[];
}

/** Runs `build` under mocks and returns what it registered, as the SDK sends it to the engine. */
export async function recordGraph(build: () => unknown): Promise<PlannedResource[]> {
  const planned: PlannedResource[] = [];
  await record(async () => {
    const monitor: unknown = pulumi.runtime.getMonitor();
    if (!(monitor instanceof MockMonitor)) throw new Error("there are no mocks");
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (
      request: RegisterResourceRequest,
      callback: (error: unknown, response: RegisterResourceResponse) => void,
    ) =>
      register(request, (error, response: RegisterResourceResponse) => {
        if (!error) planned.push(plannedResource(request, response.getUrn()));
        callback(error, response);
      });
    await build();
  });
  return planned;
}

function plannedResource(request: RegisterResourceRequest, urn: string): PlannedResource {
  const parent = request.getParent();
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    inputs: pulumi.runtime.deserializeProperties(request.getObject() ?? new struct.Struct()),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    dependencies: [...request.getDependenciesList(), ...(parent ? [parent] : [])],
  };
}

/** The URNs of everything that the engine creates before a resource. */
export function createdBefore(
  resource: PlannedResource,
  all: readonly PlannedResource[],
): ReadonlySet<string> {
  const byUrn = new Map(all.map((each) => [each.urn, each]));
  const before = new Set<string>();
  const visit = ({ dependencies }: PlannedResource): void => {
    for (const urn of dependencies) {
      if (before.has(urn)) continue;
      before.add(urn);
      const next = byUrn.get(urn);
      if (next) visit(next);
    }
  };
  visit(resource);
  return before;
}
