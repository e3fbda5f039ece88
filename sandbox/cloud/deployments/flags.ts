import { checkFlagDocument } from "../../../infra/flags/grammar";
import { InvalidInput } from "../../../infra/problems";
import { make } from "../account";
import { ProviderError } from "../provider-error";
import type { Cloud, Entry, Properties } from "../record";
import { one } from "./find-one";

const APPLICATION = "aws:appconfig/application:Application";
const ENVIRONMENT = "aws:appconfig/environment:Environment";
const PROFILE = "aws:appconfig/configurationProfile:ConfigurationProfile";
const VERSION = "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion";
const DEPLOYMENT = "aws:appconfig/deployment:Deployment";

/** Time that AppConfig writes into what it keeps. */
const KEPT_AT = "2026-01-01T00:00:00.000Z";

/** A change of flags, as it goes on outside Pulumi. */
export interface FlagDeployment {
  /** Number of the version that it brings. */
  readonly version: number;
  /** It is everywhere, and nothing went off while it was watched. */
  finish(): void;
  /** An alarm went off: everybody has the flags that were there before. */
  rollBack(): void;
}

/**
 * Does what a release does to flags: keeps `content` as a version of its own, and begins to deploy it.
 *
 * @param application - name of the application
 * @throws {Refusal} as AppConfig does, where the document is wrong or another is being deployed
 */
export function deployFlags(cloud: Cloud, application: string, content: string): FlagDeployment {
  const { id } = one(cloud, APPLICATION, ({ inputs }) => inputs.name === application);
  const ofIt = ({ inputs }: Entry) => inputs.applicationId === id;
  const environment = one(cloud, ENVIRONMENT, ofIt);
  const profile = one(cloud, PROFILE, ofIt);
  refuseWrong(content);
  if (environment.state.state === "DEPLOYING") {
    throw new ProviderError(`ConflictException: ${application} has a deployment that is going on`);
  }

  const { configurationProfileId } = profile.state;
  const { environmentId } = environment.state;
  const add = (type: string, of: Entry, inputs: Properties) => {
    const urn = `${of.urn}#${cloud.list(type).length + 1}`;
    return make(cloud, { urn, type, name: of.name, inputs }, placeOf(of));
  };
  const version = add(VERSION, profile, {
    applicationId: id,
    configurationProfileId,
    contentType: "application/json",
    content: kept(content),
  });
  const deployment = add(DEPLOYMENT, environment, {
    applicationId: id,
    environmentId,
    configurationProfileId,
    configurationVersion: String(version.state.versionNumber),
  });
  const becomes = (ofEnvironment: string, ofDeployment: string) => {
    cloud.patch(environment, (state) => ({ ...state, state: ofEnvironment }));
    cloud.patch(deployment, (state) => ({ ...state, state: ofDeployment }));
  };
  becomes("DEPLOYING", "DEPLOYING");
  return {
    version: Number(version.state.versionNumber),
    finish: () => becomes("READY_FOR_DEPLOYMENT", "COMPLETE"),
    rollBack: () => becomes("ROLLED_BACK", "ROLLED_BACK"),
  };
}

function refuseWrong(content: string): void {
  try {
    checkFlagDocument(content, "flags");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new ProviderError(`BadRequestException: ${error.message}`);
  }
}

/** The document as AppConfig gives it back: with times of its own. */
function kept(content: string): string {
  const { flags = {}, values = {}, ...rest } = JSON.parse(content) as Record<string, Properties>;
  const timed = (each: Properties) =>
    Object.fromEntries(
      Object.entries(each).map(([key, value]) => [
        key,
        { ...(value as Properties), _createdAt: KEPT_AT, _updatedAt: KEPT_AT },
      ]),
    );
  return JSON.stringify({ ...rest, flags: timed(flags), values: timed(values) });
}

function placeOf({ state, region }: Entry) {
  return { account: String(state.arn).split(":")[4] ?? "", region };
}
