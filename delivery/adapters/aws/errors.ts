import type { InitializeMiddleware } from "@smithy/types";
import { InvalidInput } from "../../../infra/problems";
import { hideSecretsIn } from "../../../infra/secrets";

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
  /** Whose fault it is: an error that a service's model has. */
  readonly $fault?: "client" | "server";
  /** What was answered, where there was an answer. */
  readonly $response?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What AWS refuses or cannot answer, whatever was asked. */
class Refusal extends InvalidInput {
  constructor(
    call: string,
    readonly error: Error,
  ) {
    super(call, [wordsOf(error)]);
  }
}

/** The message that each other error of a service becomes where nobody asks for its name. */
const messages = new WeakMap<Error, InvalidInput>();

/**
 * Wraps every call of a client: what AWS refuses or cannot answer becomes one message, `<operation> of
 * <service>: <AWS's words>`, and every other error stays what it is (see {@link mistakeOf}). No secret value is in its words.
 */
export function plainErrors<Input extends object, Output extends object>(
  service: string,
): InitializeMiddleware<Input, Output> {
  return (next, { commandName = "a call" }) =>
    async (request) => {
      try {
        return await next(request);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        hideSecretsIn(error);
        const call = `${commandName.replace(/Command$/, "")} of ${service}`;
        if (isKnown(error)) throw new Refusal(call, error);
        if (isOfService(error)) messages.set(error, new InvalidInput(call, [wordsOf(error)]));
        throw error;
      }
    };
}

/** An error as a user's mistake, which is shown as one message; nothing where it is a defect of ours. */
export function mistakeOf(error: unknown): InvalidInput | undefined {
  if (error instanceof InvalidInput) return error;
  return error instanceof Error ? messages.get(error) : undefined;
}

/** Whether an error of the SDK has this name, as the service's model gives it. */
export function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  const named = error instanceof Refusal ? error.error : error;
  return named instanceof Error && names.includes(named.name);
}

function wordsOf(error: SdkError): string {
  if (isUnreadable(error)) {
    const status = error.$metadata?.httpStatusCode;
    return `an answer that cannot be read${status === undefined ? "" : ` (status ${status})`}`;
  }
  const words = `${error.name}: ${error.message || String(error.code ?? "it gives no reason")}`;
  // The SDK's own, where it has found none.
  return error.name === "CredentialsProviderError"
    ? `${words}: sign in to the account, such as by aws sso login`
    : words;
}

function isKnown(error: SdkError): boolean {
  const status = error.$metadata?.httpStatusCode ?? 0;
  return (
    KNOWN.has(error.name) || NETWORK.has(String(error.code)) || status >= 500 || isUnreadable(error)
  );
}

/** Whether the SDK could not read an answer, such as the page of a proxy. */
function isUnreadable(error: SdkError): boolean {
  return !isOfService(error) && error.$response !== undefined;
}

/** Whether a service answered an error, which the SDK has read. */
function isOfService({ $fault }: SdkError): boolean {
  return $fault !== undefined;
}
