import type {
  $ClientProtocol,
  EndpointBearer,
  HandlerExecutionContext,
  HttpRequest,
  HttpResponse,
  SerdeFunctions,
  StaticOperationSchema,
} from "@smithy/types";
import { isOperationSchema, type Operation } from "./operation";

/** The protocol of a service, as the SDK implements it for clients. */
export type Protocol = $ClientProtocol<HttpRequest, HttpResponse>;

/** What the SDK's serializers need beside the values. */
export type SerdeContext = HandlerExecutionContext & SerdeFunctions & EndpointBearer;

/** One AWS service, as far as the server answers it. */
export interface Service {
  readonly protocol: Protocol;
  readonly context: SerdeContext;
  /** XML namespace of its answers, in the Query protocol. */
  readonly namespace: string;
  /** Whether a bucket's name is the first segment of every path. */
  readonly bucketInPath: boolean;
  /** By name. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** AWS's models of all operations, served or not; empty where a request has the operation's name in it. */
  readonly models: readonly StaticOperationSchema[];
}

/** A client of the SDK: only its protocol is used, no call is made with it. */
interface Client {
  readonly config: SerdeFunctions & {
    readonly protocol: unknown;
    readonly protocolSettings?: { readonly [setting: string]: unknown };
  };
}

/** How a service differs from others. */
interface ServiceOptions {
  /** @default false */
  readonly bucketInPath?: boolean;
  /** What the package of the client has, by name. A REST protocol needs it. @default - nothing */
  readonly sdk?: object;
}

/** A service that speaks the protocol of `client`, and answers `operations`. */
export function service(
  client: Client,
  operations: readonly Operation[],
  { bucketInPath = false, sdk = {} }: ServiceOptions = {},
): Service {
  const { protocol, protocolSettings } = client.config;
  if (!isProtocol(protocol)) throw new Error("the SDK's client has no protocol of its own");
  const endpoint = async () => ({
    protocol: "http:",
    hostname: "127.0.0.1",
    path: "/",
  });
  return {
    protocol,
    context: Object.assign(Object.create(client.config), { endpoint }),
    bucketInPath,
    namespace: String(protocolSettings?.xmlNamespace ?? ""),
    operations: new Map(operations.map((each) => [each.name, each])),
    models: Object.values(sdk).filter(isOperationSchema),
  };
}

function isProtocol(value: unknown): value is Protocol {
  return value instanceof Object && "serializeRequest" in value && "getShapeId" in value;
}
