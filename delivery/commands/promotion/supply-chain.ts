import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import type { Settings } from "../../../infra/settings/parse";
import type { AwsClients } from "../../adapters/aws/clients";
import type { Session } from "../../cli/verb";
import { type Signed, signerOf } from "../../decisions/release/signers";
import type { Artifacts } from "../../ports/artifacts";
import type { Attestations } from "../../ports/attestations";
import type { Signing, Verification } from "../../ports/signing";
import { verifierIn } from "../verifier";

/** What the parts of the supply chain are made from. */
export interface SupplyChainArgs {
  readonly session: Pick<Session, "env" | "project" | "signal" | "supplyChain">;
  readonly environment: Environment;
  readonly settings: Readonly<Record<Environment, Settings>>;
  readonly clients: AwsClients;
  readonly workload: string;
}

/** Whose work a statement is, and about which workload. */
export interface SignedWork {
  readonly signed: Signed;
  readonly workload: string;
}

/** Signs by Fulcio and the timestamp authority of NC_FULCIO_URL and NC_TIMESTAMP_URL, else of the settings. */
export function signingOf(
  { env, supplyChain }: Pick<Session, "env" | "supplyChain">,
  { signing }: Pick<Settings, "signing">,
  { signed, workload }: SignedWork,
): Signing {
  if (supplyChain) return supplyChain.signing(signed, workload);
  const { NC_FULCIO_URL, NC_TIMESTAMP_URL } = env;
  const fulcioUrl = NC_FULCIO_URL || signing.fulcioUrl;
  const timestampUrl = NC_TIMESTAMP_URL || signing.timestampUrl;
  return {
    async sign(statement) {
      const { sigstoreSigning } = await import("../../adapters/signing/sigstore-signing");
      return sigstoreSigning({ fulcioUrl, timestampUrl }).sign(statement);
    },
  };
}

/** Verifies what the session's trusted root vouches for. */
export function verificationOf({ session }: SupplyChainArgs): Verification {
  if (session.supplyChain) return session.supplyChain.verification;
  return {
    async verify(bundle) {
      const { sigstoreVerification } = await import("../../adapters/signing/sigstore-verification");
      return sigstoreVerification(await verifierIn(session), session.env.NC_TOKEN_ISSUER).verify(
        bundle,
      );
    },
  };
}

/** What is attached to artifacts where they come from: stg for prod, and else the environment itself. */
export function attestationsOf(args: SupplyChainArgs): Attestations {
  const { supplyChain } = args.session;
  if (supplyChain) return supplyChain.attestations(args);
  return { of: async (release) => (await awsArtifactsOf(args)).attestations.of(release) };
}

/**
 * Verifies the artifacts of stg, and copies into prod what stg has; in dev, which no gate guards, the build has put
 * everything in its place.
 *
 * Images need the program `oras` on the PATH, or where NC_ORAS names it.
 */
export function artifactsOf(args: SupplyChainArgs): Artifacts {
  const { supplyChain } = args.session;
  if (args.environment === "dev") return { copy: async () => {} };
  if (supplyChain) return supplyChain.artifacts(args);
  return { copy: async (release) => (await awsArtifactsOf(args)).artifacts.copy(release) };
}

/** The environment in whose account a release lies before it is promoted into `environment`. */
export function sourceOf(environment: Environment): Environment {
  const [, stg, prod] = ENVIRONMENTS;
  return environment === prod ? stg : environment;
}

async function awsArtifactsOf({ clients, session, environment, settings }: SupplyChainArgs) {
  const { env, signal } = session;
  const { awsArtifacts } = await import("../../adapters/aws/artifacts/artifacts");
  const source = sourceOf(environment);
  const { github } = settings[environment];
  return awsArtifacts({
    clients,
    account: settings[environment],
    from: source === environment ? undefined : settings[source],
    verifier: await verifierIn(session),
    signers: {
      workflowOf: (signed) => signerOf(signed, github),
      issuer: env.NC_TOKEN_ISSUER,
    },
    oras: env.NC_ORAS || "oras",
    signal,
  });
}
