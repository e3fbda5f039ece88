import { ProviderError } from "../../../cloud/provider-error";
import type { Entry } from "../../../cloud/record";
import { arnOf, type Call } from "../../call";
import { ServiceError } from "../../service-error";

/** What an AppConfig call names: ids. */
export interface Ids {
  readonly application?: string | undefined;
  readonly environment?: string | undefined;
  readonly profile?: string | undefined;
}

const TYPES = {
  application: "aws:appconfig/application:Application",
  environment: "aws:appconfig/environment:Environment",
  profile: "aws:appconfig/configurationProfile:ConfigurationProfile",
} as const;

/** ARN of an application, or of a part of it such as `environment/abc1234`. */
export function applicationArn(call: Call, { application }: Ids, part = ""): string {
  const path = `application/${application}${part === "" ? "" : `/${part}`}`;
  return arnOf(call, "appconfig", path);
}

/** @throws {ServiceError} if there is none */
export function applicationWith({ account }: Call, { application }: Ids): Entry {
  const found = account.cloud.list(TYPES.application).find(({ id }) => id === application);
  if (found) return found;
  throw notFound("Application", application);
}

/** @throws {ServiceError} if there is none */
export function environmentWith({ account }: Call, { application, environment }: Ids): Entry {
  const found = account.cloud
    .list(TYPES.environment)
    .find(
      ({ state }) => state.applicationId === application && state.environmentId === environment,
    );
  if (found) return found;
  throw notFound("Environment", environment);
}

/** @throws {ServiceError} if there is none */
export function profileWith({ account }: Call, { application, profile }: Ids): Entry {
  const found = account.cloud
    .list(TYPES.profile)
    .find(
      ({ state }) =>
        state.applicationId === application && state.configurationProfileId === profile,
    );
  if (found) return found;
  throw notFound("Configuration Profile", profile);
}

export function notFound(what: string, id: unknown): ServiceError {
  return new ServiceError("ResourceNotFoundException", `${what} ${id} could not be found`, 404);
}

/** Does what the record may refuse as `<code>: <message>`, and refuses it as the service does. */
export function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const [, code = "BadRequestException", message = error.message] =
      /^(\w+Exception): ([\s\S]*)$/.exec(error.message) ?? [];
    throw new ServiceError(code, message, code === "ConflictException" ? 409 : 400);
  }
}
