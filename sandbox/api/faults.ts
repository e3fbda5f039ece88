import { answer } from "./answer";
import { readSignature } from "./authorization/verify-signature";
import type { Fault } from "./fault";
import { findOperation } from "./protocol/find-operation";
import type { ApiRequest, ApiResponse } from "./protocol/message";
import { writeError } from "./protocol/write-error";
import { ServiceError } from "./service-error";
import { SERVICES } from "./services";
import type { World } from "./world";

/** One answer of a service. */
interface Refusal {
  readonly code: string;
  readonly status: number;
}

/** What services answer in a fault. Source: each service's API reference, "Common errors". */
const REFUSALS: Readonly<Record<Exclude<Fault["fault"], "time-out">, Record<string, Refusal>>> = {
  throttling: {
    default: { code: "ThrottlingException", status: 400 },
    elasticloadbalancing: { code: "Throttling", status: 400 },
    lambda: { code: "TooManyRequestsException", status: 429 },
    s3: { code: "SlowDown", status: 503 },
    sqs: { code: "RequestThrottled", status: 403 },
  },
  "server-error": {
    default: { code: "InternalFailure", status: 500 },
    dynamodb: { code: "InternalServerError", status: 500 },
    ecs: { code: "ServerException", status: 500 },
    lambda: { code: "ServiceException", status: 500 },
    s3: { code: "InternalError", status: 500 },
    ssm: { code: "InternalServerError", status: 500 },
  },
  "expired-credentials": {
    default: { code: "ExpiredTokenException", status: 400 },
    elasticloadbalancing: { code: "ExpiredToken", status: 403 },
    s3: { code: "ExpiredToken", status: 400 },
    sts: { code: "ExpiredToken", status: 403 },
  },
};

const MESSAGES = {
  throttling: "Rate exceeded",
  "server-error": "An internal error has occurred",
  "expired-credentials": "The security token included in the request is expired",
} as const;

/** Answers a call of AWS, unless it is one that fails. Nothing is a call that is never answered. */
export async function answerOrFault(
  world: World,
  request: ApiRequest,
  requestId: string,
): Promise<ApiResponse | undefined> {
  const { service = "sts" } = readSignature(request) ?? {};
  const fault = world.faults.length > 0 ? takeFault(world, service, request) : undefined;
  if (!fault || fault.afterwards) {
    const answered = await answer(world, request, requestId);
    if (!fault) return answered;
  }
  const served = SERVICES[service];
  if (fault.fault === "time-out" || !served) return undefined;
  const { [service]: own, default: usual } = REFUSALS[fault.fault];
  const refusal = own ?? usual;
  if (!refusal) throw new Error(`${fault.fault} has no usual answer`);
  const error = new ServiceError(refusal.code, MESSAGES[fault.fault], refusal.status);
  return writeError(served, error, requestId);
}

/** The fault that a call meets, which counts for one call less from then on. */
function takeFault({ faults }: World, service: string, request: ApiRequest): Fault | undefined {
  const operation = `${service}:${operationOf(service, request)}`;
  const at = faults.findIndex((each) => each.operation === "*" || each.operation === operation);
  const fault = faults[at];
  if (!fault) return undefined;
  if (fault.times === 1) faults.splice(at, 1);
  else faults[at] = { ...fault, times: fault.times - 1 };
  return fault;
}

function operationOf(service: string, request: ApiRequest): string {
  const served = SERVICES[service];
  try {
    return served ? findOperation(served, request).operation.name : "";
  } catch (error) {
    if (error instanceof ServiceError) return "";
    throw error;
  }
}
