import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { DELIVERY_WORKFLOWS } from "../../../infra/github/workflows";
import { platformNames } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Settings } from "../../../infra/settings/parse";
import type { AwsClients } from "../../adapters/aws/clients";
import { ecrRepository } from "../../adapters/aws/image-repository";
import { promotedZips } from "../../adapters/aws/promoted-zips";
import type { Session } from "../../cli/verb";
import type { Artifacts } from "../../ports/artifacts";
import type { Attestations } from "../../ports/attestations";
import type { Signing, Verification } from "../../ports/signing";
import { readTextFile } from "../files";

/** Name of the workflow that builds and signs releases. */
const BUILD_WORKFLOW = "release.yml";

/** What the parts of the supply chain are made from. */
export interface SupplyChainArgs {
  readonly env: Session["env"];
  readonly environment: Environment;
  readonly settings: Readonly<Record<Environment, Settings>>;
  readonly clients: AwsClients;
  readonly workload: string;
  readonly signal: AbortSignal;
}

/** Signs by Fulcio and the timestamp authority that NC_FULCIO_URL and NC_TIMESTAMP_URL name. */
export function signingOf({ env }: SupplyChainArgs): Signing {
  return {
    async sign(statement) {
      const fulcioUrl = variable(env, "NC_FULCIO_URL", "the URL of Fulcio");
      const timestampUrl = variable(env, "NC_TIMESTAMP_URL", "the URL of a timestamp authority");
      const { sigstoreSigning } = await import("../../adapters/signing/sigstore-signing");
      return sigstoreSigning({ fulcioUrl, timestampUrl }).sign(statement);
    },
  };
}

/** Verifies what the trusted root of NC_TRUSTED_ROOT vouches for. */
export function verificationOf({ env }: SupplyChainArgs): Verification {
  return {
    async verify(bundle) {
      const { sigstoreVerification } = await import("../../adapters/signing/sigstore-verification");
      return sigstoreVerification(await verifierIn(env)).verify(bundle);
    },
  };
}

/** What is attached to artifacts where they come from: stg for prod, and else the environment itself. */
export function attestationsOf(args: SupplyChainArgs): Attestations {
  return attestationsIn(args, sourceOf(args.environment));
}

/**
 * Copies into prod what stg has; elsewhere the build has put everything in its place already.
 *
 * Images need the program `oras` on the PATH, or where NC_ORAS names it.
 */
export function artifactsOf(args: SupplyChainArgs): Artifacts {
  const { clients, env, environment, settings, signal } = args;
  const source = sourceOf(environment);
  if (source === environment) return { copy: async () => {} };
  const bucketOf = (of: Environment) => platformNames(settings[of]).artifactBucket;
  const zips = promotedZips(clients, bucketOf(source), bucketOf(environment));
  return {
    async copy(release) {
      await zips.copy(release);
      if (release.artifacts.every(({ type }) => type !== "image")) return;
      const { promotedImages } = await import("../../adapters/oci/promoted-images");
      const images = promotedImages({
        oras: env.NC_ORAS ?? "oras",
        from: repositoryIn(args, source),
        to: repositoryIn(args, environment),
        attestations: {
          from: attestationsIn(args, source),
          to: attestationsIn(args, environment),
        },
        signal,
      });
      await images.copy(release);
    },
  };
}

/** The environment in whose account a release lies before it is promoted into `environment`. */
export function sourceOf(environment: Environment): Environment {
  const [, stg, prod] = ENVIRONMENTS;
  return environment === prod ? stg : environment;
}

function attestationsIn(args: SupplyChainArgs, environment: Environment): Attestations {
  const { env, settings } = args;
  return {
    async of(release) {
      const { sigstoreAttestations } = await import("../../adapters/signing/sigstore-attestations");
      const { bundlesOfImage } = await import("../../adapters/oci/referrers");
      const { organization, repository } = settings[environment].github;
      const path = `${organization}/${repository}/.github/workflows/${BUILD_WORKFLOW}`;
      const builder = { workflow: `${path}@${DELIVERY_WORKFLOWS.ref}` };
      return sigstoreAttestations(await verifierIn(env), builder, {
        bundlesOfImage: (digest) => bundlesOfImage(repositoryIn(args, environment), digest),
        async blob({ type }) {
          const want = "an image: what is attached to others is not read yet";
          throw new InvalidInput("the attestations", [formatProblem("artifact", type, want)]);
        },
      }).of(release);
    },
  };
}

function repositoryIn({ clients, settings, workload }: SupplyChainArgs, environment: Environment) {
  const { accountId, region } = settings[environment];
  const name = workloadNames({ service: workload, environment }).repository;
  return ecrRepository(clients, { accountId, region, name });
}

async function verifierIn(env: Session["env"]) {
  const { verifierOf } = await import("../../adapters/signing/trusted-root");
  const path = variable(env, "NC_TRUSTED_ROOT", "the path of Sigstore's trusted_root.json");
  return verifierOf(readTextFile("NC_TRUSTED_ROOT", path));
}

function variable(env: Session["env"], name: string, want: string): string {
  const value = env[name];
  if (value) return value;
  throw new InvalidInput("the supply chain", [formatProblem(name, value, want)]);
}
