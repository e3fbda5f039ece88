import type * as grpc from "@grpc/grpc-js";
import awsx from "@pulumi/awsx/package.json" with { type: "json" };
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { formatProblem } from "../../../infra/problems";
import { ProviderError } from "../../cloud/provider-error";
import { answer } from "../service";
import { decode, encode } from "../wire";
import { Monitor } from "./monitor";
import { makeVpc } from "./vpc";
import type { VpcInputs } from "./vpc-inputs";

const VPC = "awsx:ec2:Vpc";

/** The engine's calls to awsx, which makes components of AWS's resources. */
export const awsxService: grpc.UntypedServiceImplementation = {
  getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(awsx.version)),
  getSchema: answer(() => new messages.GetSchemaResponse().setSchema("{}")),
  attach: answer(() => new empty.Empty()),
  cancel: answer(() => new empty.Empty()),
  checkConfig: answer((request: messages.CheckRequest) =>
    new messages.CheckResponse().setInputs(request.getNews()),
  ),
  diffConfig: answer(() =>
    new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE),
  ),
  configure: answer(() =>
    // The engine takes no other: secrets of a network's inputs would be plain values here.
    new messages.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true),
  ),
  construct: answer(construct),
};

async function construct(request: messages.ConstructRequest): Promise<messages.ConstructResponse> {
  if (request.getType() !== VPC) {
    const want = `"${VPC}", the one that the sandbox makes`;
    throw new ProviderError(formatProblem("type", request.getType(), want));
  }
  const monitor = new Monitor(request);
  try {
    const component = await monitor.component();
    // The SDK's own class has checked the names of the inputs and their types.
    const inputs: VpcInputs = decode(request.getInputs());
    const outputs = Object.entries(await makeVpc(request.getName(), inputs, monitor, component));
    const state = Object.fromEntries(outputs.map(([key, { value }]) => [key, value]));
    await monitor.outputs(component, state);
    const response = new messages.ConstructResponse().setUrn(component.urn).setState(encode(state));
    const dependencies = response.getStatedependenciesMap();
    for (const [key, { from }] of outputs) {
      const urns = from.map(({ urn }) => urn);
      dependencies.set(
        key,
        new messages.ConstructResponse.PropertyDependencies().setUrnsList(urns),
      );
    }
    return response;
  } finally {
    monitor.close();
  }
}
