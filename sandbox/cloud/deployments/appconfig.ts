import { checkFlagDocument } from "../../../infra/flags/document-schema";
import { InvalidInput } from "../../../infra/problems";
import { createResource } from "../account";
import { ProviderError } from "../provider-error";
import type { Cloud, Entry, Properties } from "../record";
import { findOne } from "./find-one";

const APPLICATION = "aws:appconfig/application:Application";
const ENVIRONMENT = "aws:appconfig/environment:Environment";
const PROFILE = "aws:appconfig/configurationProfile:ConfigurationProfile";
const VERSION = "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion";
const DEPLOYMENT = "aws:appconfig/deployment:Deployment";

/** Time that AppConfig writes into each flag. */
const STORED_AT = "2026-01-01T00:00:00.000Z";

/** A deployment of flags that goes on. */
export interface FlagDeployment {
  /** Number of the version that is deployed. */
  readonly version: number;
  /** It reaches everybody, and no alarm went off while it was baking. */
  finish(): void;
  /** An alarm went off: everybody has the previous flags. */
  rollBack(): void;
}

/**
 * Records what a release of flags changes: stores `content` as a version, and begins to deploy it.
 *
 * @param application - name of the application
 * @throws {ProviderError} as AppConfig does, where the document is wrong or another is being deployed
 */
export function deployFlags(cloud: Cloud, application: string, content: string): FlagDeployment {
  const { id } = findOne(cloud, APPLICATION, ({ inputs }) => inputs.name === application);
  const ofIt = ({ inputs }: Entry) => inputs.applicationId === id;
  const environment = findOne(cloud, ENVIRONMENT, ofIt);
  const profile = findOne(cloud, PROFILE, ofIt);
  refuseWhileDeploying(environment);
  const version = storeFlags(cloud, profile, content);
  const deployment = startFlags(cloud, environment, version);
  return {
    version: Number(version.state.versionNumber),
    finish: () => setFlagStates(cloud, deployment, "COMPLETE", "READY_FOR_DEPLOYMENT"),
    rollBack: () => setFlagStates(cloud, deployment, "ROLLED_BACK", "ROLLED_BACK"),
  };
}

/**
 * Stores a document as the next version of a profile.
 *
 * @throws {ProviderError} as AppConfig does, where the document of a profile of flags is wrong
 */
export function storeFlags(cloud: Cloud, profile: Entry, content: string): Entry {
  const isFlags = profile.state.type === "AWS.AppConfig.FeatureFlags";
  if (isFlags) refuseInvalid(content);
  const { applicationId, configurationProfileId } = profile.state;
  return add(cloud, VERSION, profile, {
    applicationId,
    configurationProfileId,
    contentType: "application/json",
    content: isFlags ? storedContent(content) : content,
  });
}

/**
 * Begins to deploy a version: environment and deployment are `DEPLOYING`.
 *
 * @throws {ProviderError} as AppConfig does, where another is being deployed
 */
export function startFlags(cloud: Cloud, environment: Entry, version: Entry): Entry {
  refuseWhileDeploying(environment);
  const { applicationId, configurationProfileId, versionNumber } = version.state;
  const deployment = add(cloud, DEPLOYMENT, environment, {
    applicationId,
    environmentId: environment.state.environmentId,
    configurationProfileId,
    configurationVersion: String(versionNumber),
  });
  setFlagStates(cloud, deployment, "DEPLOYING", "DEPLOYING");
  return deployment;
}

/** Records the state of a deployment of flags, and that of its environment. */
export function setFlagStates(
  cloud: Cloud,
  deployment: Entry,
  ofDeployment: string,
  ofEnvironment: string,
): void {
  const { environmentId } = deployment.state;
  const environment = findOne(cloud, ENVIRONMENT, ({ state }) => {
    return state.environmentId === environmentId;
  });
  cloud.patch(environment, (state) => ({ ...state, state: ofEnvironment }));
  cloud.patch(deployment, (state) => ({ ...state, state: ofDeployment }));
}

function refuseWhileDeploying({ state }: Entry): void {
  if (state.state !== "DEPLOYING") return;
  throw new ProviderError(`ConflictException: ${state.name} has a deployment that is going on`);
}

function add(cloud: Cloud, type: string, of: Entry, inputs: Properties): Entry {
  const urn = `${of.urn}#${cloud.list(type).length + 1}`;
  return createResource(cloud, { urn, type, name: of.name, inputs }, locationOf(of));
}

function refuseInvalid(content: string): void {
  try {
    checkFlagDocument(content, "flags");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new ProviderError(`BadRequestException: ${error.message}`);
  }
}

/** The document as AppConfig returns it: with times that it adds. */
function storedContent(content: string): string {
  const { flags = {}, values = {}, ...rest } = JSON.parse(content) as Record<string, Properties>;
  const timed = (each: Properties) =>
    Object.fromEntries(
      Object.entries(each).map(([key, value]) => [
        key,
        { ...(value as Properties), _createdAt: STORED_AT, _updatedAt: STORED_AT },
      ]),
    );
  return JSON.stringify({ ...rest, flags: timed(flags), values: timed(values) });
}

function locationOf({ state, region }: Entry) {
  return { account: String(state.arn).split(":")[4] ?? "", region };
}
