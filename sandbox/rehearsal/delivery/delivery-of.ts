import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { type Delivery, promoterOf, type Run } from "../../../delivery/assembly/delivery";
import type { Artifacts } from "../../../delivery/ports/artifacts";
import type { Environment } from "../../../infra/environments";
import type { Stage } from "../stage";
import { rehearsedAttestations } from "./attestations";
import { type Build, signersOf } from "./build";
import { deployCredentials } from "./deploy-session";
import { gitHubOf } from "./github";
import { imageArtifacts } from "./images";
import { rehearsedSigning, rehearsedVerification } from "./signing";
import { sigstoreDelivery } from "./sigstore-delivery";
import { zipArtifacts, zipBucket } from "./zips";

/**
 * What brings a build into an environment: the workload's own deploy role, and a run of the workflow that promotes.
 *
 * @param run - @default - the run that built the release
 */
export function deliveryOf(
  stage: Stage,
  built: Build,
  environment: Environment,
  run: Run = { repository: built.release.repository, ...built.release.run },
): Delivery {
  const { accounts, endpoint, settings, clock, progress, world } = stage;
  const { release, workload } = built;
  const { region } = accounts[environment];
  const credentials = deployCredentials(stage, workload, environment, release.version);
  const verification = rehearsedVerification(world);
  const simulated = artifactsOf(stage, built, environment, credentials);
  const { repositoryId } = workload;
  return {
    environment,
    settings: settings[environment],
    stg: settings.stg,
    clients: new AwsClients({ region, endpoint, credentials }),
    gitHub: gitHubOf(stage),
    artifacts: simulated,
    attestations: rehearsedAttestations(
      verification,
      built.attestations,
      signersOf(stage, workload),
      environment,
    ),
    signing: rehearsedSigning(world, { identity: promoterOf(settings[environment]), repositoryId }),
    verification,
    ...sigstoreDelivery(stage, release, environment, simulated, (holder) =>
      zipBucket(stage, holder, credentials),
    ),
    run,
    clock,
    say: progress,
  };
}

function artifactsOf(
  stage: Stage,
  { code, workload }: Build,
  environment: Environment,
  credentials: ReturnType<typeof deployCredentials>,
): Artifacts {
  switch (code.type) {
    case "image":
      return imageArtifacts(stage, environment, { ...code, workload: workload.name }, credentials);
    case "zip":
      return zipArtifacts(stage, environment, credentials);
    case "configuration":
      // A plan never leaves the account that it was made for.
      return { copy: async () => {} };
  }
}
