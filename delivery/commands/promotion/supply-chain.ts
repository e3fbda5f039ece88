import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Settings } from "../../../infra/settings/parse";
import type { AwsClients } from "../../adapters/aws/clients";
import type { Session } from "../../cli/verb";
import { signerOf } from "../../decisions/release/signers";
import type { Artifacts } from "../../ports/artifacts";
import type { Attestations } from "../../ports/attestations";
import type { Signing, Verification } from "../../ports/signing";
import { readTextFile } from "../files";

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
      return sigstoreVerification(await verifierIn(env), env.NC_TOKEN_ISSUER).verify(bundle);
    },
  };
}

/** What is attached to artifacts where they come from: stg for prod, and else the environment itself. */
export function attestationsOf(args: SupplyChainArgs): Attestations {
  return { of: async (release) => (await awsArtifactsOf(args)).attestations.of(release) };
}

/**
 * Verifies the artifacts of stg, and copies into prod what stg has; in dev, which no gate guards, the build has put
 * everything in its place.
 *
 * Images need the program `oras` on the PATH, or where NC_ORAS names it.
 */
export function artifactsOf(args: SupplyChainArgs): Artifacts {
  if (args.environment === "dev") return { copy: async () => {} };
  return { copy: async (release) => (await awsArtifactsOf(args)).artifacts.copy(release) };
}

/** The environment in whose account a release lies before it is promoted into `environment`. */
export function sourceOf(environment: Environment): Environment {
  const [, stg, prod] = ENVIRONMENTS;
  return environment === prod ? stg : environment;
}

async function awsArtifactsOf({ clients, env, environment, settings, signal }: SupplyChainArgs) {
  const { awsArtifacts } = await import("../../adapters/aws/artifacts/artifacts");
  const source = sourceOf(environment);
  const { github } = settings[environment];
  return awsArtifacts({
    clients,
    account: settings[environment],
    from: source === environment ? undefined : settings[source],
    verifier: await verifierIn(env),
    signers: {
      workflowOf: (signed) => signerOf(signed, github),
      issuer: env.NC_TOKEN_ISSUER,
    },
    oras: env.NC_ORAS ?? "oras",
    signal,
  });
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
