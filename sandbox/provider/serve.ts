import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";

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
