import type { InitializeMiddleware } from "@smithy/types";
import { InvalidInput } from "../../../infra/problems";

/**
 * Errors that say that AWS refused or could not answer, whatever was asked, by name. Source: each service's API
 * reference, "Common error types", and the names that the SDK gives to errors of its own.
 */
const KNOWN = new Set([
  ...["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"],
  ...["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"],
  ...["InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch"],
  ...["UnrecognizedClientException", "MissingAuthenticationToken", "CredentialsProviderError"],
  ...["Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException"],
  ...["RequestLimitExceeded", "ProvisionedThroughputExceededException", "RequestThrottled"],
  ...["TimeoutError", "RequestTimeout", "RequestTimeoutException", "AbortError"],
  ...["InternalFailure", "InternalServerError", "InternalServiceError", "ServiceUnavailable"],
]);

/** Errors of the network, by code. Source: Node.js, "Common system errors". */
const NETWORK = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EPIPE", "ETIMEDOUT"],
]);

/** What of an error of the SDK says what it is. */
interface SdkError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Wraps every call of a client: what AWS refuses or cannot answer becomes one message, `<operation> of
 * <service>: <AWS's words>`, and every other error stays what it is.
 */
export function plainErrors<Input extends object, Output extends object>(
  service: string,
): InitializeMiddleware<Input, Output> {
  return (next, { commandName = "a call" }) =>
    async (request) => {
      try {
        return await next(request);
      } catch (error) {
        if (!isKnown(error)) throw error;
        const operation = commandName.replace(/Command$/, "");
        const words = error.message || String(error.code ?? "it gives no reason");
        throw new InvalidInput(`${operation} of ${service}`, [`${error.name}: ${words}`]);
      }
    };
}

/** Whether an error of the SDK has this name, as the service's model gives it. */
export function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}

function isKnown(error: unknown): error is SdkError {
  if (!(error instanceof Error)) return false;
  const { name, code, $metadata }: SdkError = error;
  const status = $metadata?.httpStatusCode ?? 0;
  return KNOWN.has(name) || NETWORK.has(String(code)) || status >= 500;
}
