import { authorize } from "./authorization/authorize";
import type { Caller } from "./authorization/sessions";
import { readSignature, verifySignature } from "./authorization/verify-signature";
import { checkInput } from "./protocol/check-input";
import { findOperation } from "./protocol/find-operation";
import type { ApiRequest, ApiResponse } from "./protocol/message";
import { readInput } from "./protocol/read-input";
import { writeError } from "./protocol/write-error";
import { writeOutput } from "./protocol/write-output";
import type { Service } from "./service";
import { ServiceError } from "./service-error";
import { SERVICES } from "./services";
import { recordCall } from "./trail";
import type { Account, World } from "./world";

/** Services whose denial is `AccessDenied`; all others answer `AccessDeniedException`. */
const ACCESS_DENIED = ["cloudformation", "elasticloadbalancing", "monitoring", "s3", "sts"];

/** Answers one call of AWS: who calls, what for, whether that is allowed, and what comes of it. */
export async function answer(
  world: World,
  request: ApiRequest,
  requestId: string,
): Promise<ApiResponse> {
  // What is not signed can only be a token that is exchanged for credentials.
  const signature = readSignature(request);
  const signedFor = signature?.service ?? "sts";
  const service = SERVICES[signedFor];
  if (!service) {
    const message = `${signedFor} is a service that the sandbox does not serve`;
    const body = JSON.stringify({ __type: "UnknownOperationException", message });
    return { status: 404, headers: { "content-type": "application/json" }, body };
  }
  try {
    const found = findOperation(service, request);
    if (!signature && found.operation.name !== "AssumeRoleWithWebIdentity") {
      throw new ServiceError(
        "MissingAuthenticationToken",
        "Request is missing Authentication Token",
        403,
      );
    }
    const { account, session } = signature
      ? await verifySignature(world, request, signature)
      : anonymous(world);
    const input = await readInput(service, found, request);
    checkInput(signedFor, found.operation, input);
    const region = signature?.region ?? account.region;
    const { host } = request.headers;
    const call = { account, caller: session, region, now: world.clock.now(), world, host };
    const code = ACCESS_DENIED.includes(signedFor) ? "AccessDenied" : "AccessDeniedException";
    const asks = found.operation.asks(input, call);
    await authorize(asks, call, code);
    const output = await found.operation.handle(input, call);
    recordCall(call, { service: signedFor, name: found.operation.name, asks, input });
    return await writeOutput(service, found.operation, output, requestId);
  } catch (error) {
    return errorOf(service, error, requestId);
  }
}

function errorOf(service: Service, error: unknown, requestId: string): ApiResponse {
  if (error instanceof ServiceError) return writeError(service, error, requestId);
  throw error;
}

/** Whoever has no credentials yet: no operation but the exchange of a token takes it. */
function anonymous({ accounts: [account] }: World): { account: Account; session: Caller } {
  if (!account) throw new Error("the sandbox has no account");
  const arn = "anonymous";
  const session = { accountId: "", arn, userId: arn, role: arn, issuedAt: "" };
  return { account, session };
}
