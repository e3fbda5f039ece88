import type { DeploymentState, DeploymentSummary } from "@aws-sdk/client-appconfig";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { ReleaseContract } from "../../../infra/release/contract";
import { flagDeploymentId } from "../../decisions/flags/deployment-id";
import { DeploymentBlocked } from "../../ports/deployer";
import type { FlagDeployment, FlagPurpose, Flags } from "../../ports/flags";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/** Most deployments that one request lists (AppConfig API, ListDeployments). */
const PAGE = 50;

/** Begins the description of a deployment that undoes another: its number follows. */
const UNDOES = "undoes deployment ";
const UNDONE = new RegExp(`^${UNDOES}(\\d+)$`);

/** Begins the description of one that adds flags: their keys follow. */
const ADDS = "adds flags that are off: ";

/** Longest description of a deployment, in characters (AppConfig API, StartDeployment). */
const LONGEST_DESCRIPTION = 1024;

/** States of a deployment (AppConfig API, GetDeployment). */
const STATES = {
  BAKING: "in-progress",
  COMPLETE: "succeeded",
  DEPLOYING: "in-progress",
  REVERTED: "reverted",
  ROLLED_BACK: "rolled-back",
  ROLLING_BACK: "in-progress",
  VALIDATING: "in-progress",
} as const satisfies Record<DeploymentState, FlagDeployment["state"]>;

/** Where a workload's flags are, by its contract; nothing where the platform has given it none. */
export function flagsIn(contract: ReleaseContract) {
  return contract.kind === "terraform" ? undefined : contract.flags;
}

/**
 * The flags of a workload in AppConfig, by the ids that its contract has.
 *
 * @throws {InvalidInput} if it has none
 */
export function appConfigFlags(clients: AwsClients, contract: ReleaseContract): Flags {
  const { service, environment } = contract;
  const flags = flagsIn(contract);
  if (flags === undefined) {
    const want = `a workload that the platform has given flags in ${environment}`;
    throw new InvalidInput("the flags", [formatProblem("workload", service, want)]);
  }
  const { applicationId, environmentId, configurationProfileId } = flags;
  const there = { ApplicationId: applicationId, EnvironmentId: environmentId };
  const profile = { ApplicationId: applicationId, ConfigurationProfileId: configurationProfileId };

  const read = (found: DeploymentSummary): FlagDeployment => {
    const { DeploymentNumber: number, ConfigurationVersion: version, State: state } = found;
    const { DeploymentDurationInMinutes, FinalBakeTimeInMinutes } = found;
    if (number === undefined || version === undefined || state === undefined) {
      throw new Error(`AppConfig tells a deployment of ${service} only in part`);
    }
    return {
      number,
      version,
      state: STATES[state],
      percent: found.PercentageComplete ?? 0,
      seconds: 60 * ((DeploymentDurationInMinutes ?? 0) + (FinalBakeTimeInMinutes ?? 0)),
      id: flagDeploymentId({ environment, workload: service, applicationId, number }),
    };
  };

  const store = async (document: string) => {
    const client = await clients.appConfig();
    const { VersionNumber } = await client.createHostedConfigurationVersion({
      ...profile,
      Content: Buffer.from(document),
      ContentType: "application/json",
    });
    return String(VersionNumber);
  };

  const start = async (
    ConfigurationVersion: string,
    DeploymentStrategyId: string,
    Description?: string,
  ) => {
    const client = await clients.appConfig();
    const started = client.startDeployment({
      ...there,
      Description,
      ConfigurationProfileId: configurationProfileId,
      ConfigurationVersion,
      DeploymentStrategyId,
    });
    const { DeploymentNumber: number } = await started.catch((error: unknown) => {
      if (!isNamed(error, "ConflictException")) throw error;
      throw new DeploymentBlocked("the flags", [error.message]);
    });
    if (number === undefined) throw new Error("AppConfig gave no number to a deployment");
    return number;
  };

  return {
    async deployments() {
      const client = await clients.appConfig();
      const all: FlagDeployment[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.listDeployments({ ...there, MaxResults: PAGE, NextToken });
        all.push(...(page.Items ?? []).map(read));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return all.sort((a, b) => b.number - a.number);
    },

    async observe(DeploymentNumber) {
      const client = await clients.appConfig();
      const found = await client.getDeployment({ ...there, DeploymentNumber });
      const purpose = purposeOf(found.Description ?? "");
      return purpose === undefined ? read(found) : { ...read(found), purpose };
    },

    async document(version) {
      const client = await clients.appConfig();
      const VersionNumber = Number(version);
      const { Content } = await client.getHostedConfigurationVersion({ ...profile, VersionNumber });
      return Buffer.from(Content ?? []).toString();
    },

    store,

    start: async (document) => start(await store(document), flags.deploymentStrategyId),

    startAtOnce: (version, purpose) =>
      start(version, flags.revertDeploymentStrategyId, descriptionOf(purpose)),

    async undo(DeploymentNumber) {
      const client = await clients.appConfig();
      const stop = client.stopDeployment({ ...there, DeploymentNumber, AllowRevert: true });
      return stop.then(
        () => true,
        (error: unknown) => {
          if (isNamed(error, "BadRequestException")) return false;
          throw error;
        },
      );
    },
  };
}

function descriptionOf(purpose: FlagPurpose): string {
  return "undoes" in purpose
    ? `${UNDOES}${purpose.undoes}`
    : `${ADDS}${purpose.adds.join(", ")}`.slice(0, LONGEST_DESCRIPTION);
}

function purposeOf(description: string): FlagPurpose | undefined {
  if (description.startsWith(ADDS)) return { adds: description.slice(ADDS.length).split(", ") };
  const [, undoes] = UNDONE.exec(description) ?? [];
  return undoes === undefined ? undefined : { undoes: Number(undoes) };
}
