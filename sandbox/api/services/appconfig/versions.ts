import {
  CreateHostedConfigurationVersionCommand,
  GetHostedConfigurationVersionCommand,
  ListHostedConfigurationVersionsCommand,
} from "@aws-sdk/client-appconfig";
import { Uint8ArrayBlobAdapter } from "@smithy/core/serde";
import { storeFlags } from "../../../cloud/deployments/appconfig";
import type { Entry } from "../../../cloud/record";
import { keyAsks } from "../../authorization/key-asks";
import type { Call } from "../../call";
import { operation } from "../../operation";
import { applicationArn, type Ids, notFound, orRefuse, profileWith } from "./find";

const VERSION = "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion";

const CREATE_HOSTED_CONFIGURATION_VERSION = operation(CreateHostedConfigurationVersionCommand, {
  asks: ({ ApplicationId, ConfigurationProfileId }, call) => {
    const ids = { application: ApplicationId, profile: ConfigurationProfileId };
    return [
      { action: "appconfig:CreateHostedConfigurationVersion", resource: applicationArn(call, ids) },
      { action: "appconfig:CreateHostedConfigurationVersion", resource: profileArn(call, ids) },
      ...keyOfProfile(call, ids, ["GenerateDataKey", "Decrypt"]),
    ];
  },
  handle({ ApplicationId, ConfigurationProfileId, Content }, call) {
    const profile = profileWith(call, {
      application: ApplicationId,
      profile: ConfigurationProfileId,
    });
    const text = Content instanceof Uint8Array ? Buffer.from(Content).toString() : "";
    return shapeOf(orRefuse(() => storeFlags(call.account.cloud, profile, text)));
  },
});

const GET_HOSTED_CONFIGURATION_VERSION = operation(GetHostedConfigurationVersionCommand, {
  asks: ({ ApplicationId, ConfigurationProfileId, VersionNumber }, call) => {
    const ids = { application: ApplicationId, profile: ConfigurationProfileId };
    const action = "appconfig:GetHostedConfigurationVersion";
    return [
      { action, resource: applicationArn(call, ids) },
      { action, resource: `${profileArn(call, ids)}/hostedconfigurationversion/${VersionNumber}` },
      ...keyOfProfile(call, ids, ["Decrypt"]),
    ];
  },
  handle({ ApplicationId, ConfigurationProfileId, VersionNumber }, call) {
    const ids = { application: ApplicationId, profile: ConfigurationProfileId };
    return shapeOf(versionWith(call, ids, VersionNumber));
  },
});

const LIST_HOSTED_CONFIGURATION_VERSIONS = operation(ListHostedConfigurationVersionsCommand, {
  asks: ({ ApplicationId, ConfigurationProfileId }, call) => {
    const ids = { application: ApplicationId, profile: ConfigurationProfileId };
    const action = "appconfig:ListHostedConfigurationVersions";
    return [{ action, resource: profileArn(call, ids) }];
  },
  handle: ({ ApplicationId, ConfigurationProfileId }, call) => ({
    Items: versionsOf(call, { application: ApplicationId, profile: ConfigurationProfileId })
      .map(({ state }) => ({
        ApplicationId,
        ConfigurationProfileId,
        VersionNumber: Number(state.versionNumber),
        ContentType: String(state.contentType),
      }))
      .reverse(),
  }),
});

export const VERSIONS = [
  CREATE_HOSTED_CONFIGURATION_VERSION,
  GET_HOSTED_CONFIGURATION_VERSION,
  LIST_HOSTED_CONFIGURATION_VERSIONS,
];

/** A version of a profile by its number. @throws {ServiceError} if there is none */
export function versionWith(call: Call, ids: Ids, number: unknown): Entry {
  const found = versionsOf(call, ids).find(
    ({ state }) => String(state.versionNumber) === `${number}`,
  );
  if (found) return found;
  throw notFound("Hosted Configuration Version", number);
}

/** ARN of a configuration profile. */
export function profileArn(call: Call, ids: Ids): string {
  return applicationArn(call, ids, `configurationprofile/${ids.profile}`);
}

function versionsOf({ account }: Call, { application, profile }: Ids): Entry[] {
  return account.cloud
    .list(VERSION)
    .filter(({ state }) => state.applicationId === application)
    .filter(({ state }) => state.configurationProfileId === profile)
    .sort((a, b) => Number(a.state.versionNumber) - Number(b.state.versionNumber));
}

/** What a call asks of the key of a profile. */
export function keyOfProfile(call: Call, ids: Ids, actions: readonly string[]) {
  const keyArn = profileWith(call, ids).state.kmsKeyIdentifier;
  return keyAsks(call, { keyArn, actions, service: "appconfig" });
}

function shapeOf({ state }: Entry) {
  return {
    ApplicationId: String(state.applicationId),
    ConfigurationProfileId: String(state.configurationProfileId),
    VersionNumber: Number(state.versionNumber),
    ContentType: String(state.contentType),
    Content: Uint8ArrayBlobAdapter.fromString(String(state.content)),
  };
}
