import * as grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { ProviderError } from "../cloud/provider-error";
import type { Change } from "./diff";
import type { Provider, Subject } from "./provider";
import { decode, encode } from "./wire";

/** The engine's calls, answered by `provider`. */
export function serviceOf(provider: Provider): grpc.UntypedServiceImplementation {
  return {
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(provider.version)),
    getSchema: answer(() => new messages.GetSchemaResponse().setSchema("{}")),
    attach: answer(() => new empty.Empty()),
    cancel: answer(() => new empty.Empty()),

    checkConfig: answer((request: messages.CheckRequest) =>
      new messages.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: answer(() =>
      new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE),
    ),
    configure: answer((request: messages.ConfigureRequest) => {
      provider.configure(decode(request.getArgs()));
      // Secrets and outputs are not accepted: the engine unwraps them and marks them again.
      return new messages.ConfigureResponse().setSupportspreview(true);
    }),
    invoke: answer((request: messages.InvokeRequest) => {
      throw new ProviderError(`${request.getTok()} was invoked: a plan makes no look-ups`);
    }),

    check: answer((request: messages.CheckRequest) => {
      const failures = provider.check(subjectOf(request), decode(request.getNews()));
      return new messages.CheckResponse()
        .setInputs(request.getNews())
        .setFailuresList(
          failures.map(({ property, reason }) =>
            new messages.CheckFailure().setProperty(property).setReason(reason),
          ),
        );
    }),
    diff: answer((request: messages.DiffRequest) => {
      const olds = decode(request.getOldInputs());
      const { changes, replaces, deleteBeforeReplace } = provider.diff(
        subjectOf(request),
        olds,
        decode(request.getNews()),
      );
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      const response = new messages.DiffResponse()
        .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList([...new Set(changes.map(({ property }) => property))])
        .setReplacesList([...replaces])
        .setDeletebeforereplace(deleteBeforeReplace)
        .setHasdetaileddiff(true);
      for (const change of changes) {
        const kind = kindOf(change, replaces.includes(change.property));
        const detail = new messages.PropertyDiff().setKind(kind).setInputdiff(true);
        response.getDetaileddiffMap().set(change.path, detail);
      }
      return response;
    }),
    create: answer((request: messages.CreateRequest) => {
      const inputs = decode(request.getProperties());
      const { id, state } = provider.create(subjectOf(request), inputs, request.getPreview());
      return new messages.CreateResponse().setId(id).setProperties(encode(state));
    }),
    read: answer((request: messages.ReadRequest) => {
      const known = { id: request.getId(), state: decode(request.getProperties()) };
      const found = provider.read(subjectOf(request), known);
      const response = new messages.ReadResponse();
      if (!found) return response;
      return response
        .setId(found.id)
        .setInputs(encode(found.inputs))
        .setProperties(encode(found.state));
    }),
    update: answer((request: messages.UpdateRequest) => {
      const known = { id: request.getId(), state: decode(request.getOlds()) };
      const inputs = { olds: decode(request.getOldInputs()), news: decode(request.getNews()) };
      const state = provider.update(subjectOf(request), known, inputs, request.getPreview());
      return new messages.UpdateResponse().setProperties(encode(state));
    }),
    delete: answer((request: messages.DeleteRequest) => {
      const known = { id: request.getId(), state: decode(request.getProperties()) };
      provider.delete(subjectOf(request), known);
      return new empty.Empty();
    }),
  };
}

/** A method of a service: it answers with what `call` returns, or with the error that it throws. */
export function answer<Request, Response>(
  call: (request: Request) => Response | Promise<Response>,
) {
  const handler: grpc.handleUnaryCall<Request, Response> = async ({ request }, callback) => {
    try {
      callback(null, await call(request));
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, details: wordsOf(error) });
    }
  };
  return handler;
}

/** A refusal by its message; a defect of ours with its stack. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof ProviderError ? error.message : (error.stack ?? error.message);
}

function subjectOf(request: { getUrn(): string; getType(): string; getName(): string }): Subject {
  return { urn: request.getUrn(), type: request.getType(), name: request.getName() };
}

function kindOf({ kind }: Change, replaces: boolean): messages.PropertyDiff.Kind {
  const { Kind } = messages.PropertyDiff;
  const [keeps, renews] = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  }[kind] as [messages.PropertyDiff.Kind, messages.PropertyDiff.Kind];
  return replaces ? renews : keeps;
}

/** Largest message that the engine sends, in bytes. Source: pulumi/pulumi, sdk/nodejs. */
const LARGEST = 400 * 1024 * 1024;

/** A provider that listens. */
export interface Listening {
  /** On 127.0.0.1. */
  readonly port: number;
  stop(): void;
}

/** Serves a provider to an engine on this machine, on a free port. */
export async function serve(service: grpc.UntypedServiceImplementation): Promise<Listening> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": LARGEST,
    "grpc.max_send_message_length": LARGEST,
  });
  server.addService(ResourceProviderService, service);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}
