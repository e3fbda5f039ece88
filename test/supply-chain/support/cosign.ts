import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ISSUER } from "../../../sandbox/supply-chain/fulcio-config";
import type { Run } from "../../../sandbox/supply-chain/github-claims";
import { type Ended, execute, succeed } from "../../../sandbox/supply-chain/processes";
import type { Trust } from "../../../sandbox/supply-chain/trust";

/** Where cosign looks for nothing of the user's, and what it signs and verifies with. */
export interface CosignSetting {
  readonly cosign: string;
  /** For predicates and cosign's own files. */
  readonly folder: string;
  readonly trust: Trust;
  token(run: Run): string;
}

/** Types of what cosign attests, by its own names (`cosign attest --help`). */
export type PredicateType = "spdxjson" | "slsaprovenance1";

/** Signs and verifies with cosign, keyless. */
export class Cosign {
  private files = 0;

  constructor(private readonly setting: CosignSetting) {}

  /** Signs an image, `host:port/name@sha256:...`. */
  async sign(image: string, run: Run): Promise<void> {
    await this.succeed(["sign", "--yes", "--allow-http-registry", ...this.keyless(run), image]);
  }

  /** Signs an image with a key pair, which it makes first. */
  async signWithKey(image: string): Promise<void> {
    const key = await this.keyPair();
    await this.succeed(["sign", "--yes", "--allow-http-registry", ...key, image]);
  }

  /** Signs the file at `path` with a key pair, which it makes first; its bundle is at `bundle` then. */
  async signBlobWithKey(path: string, bundle: string): Promise<void> {
    const key = await this.keyPair();
    await this.succeed(["sign-blob", "--yes", "--bundle", bundle, ...key, path]);
  }

  /** Attests a predicate of an image. */
  async attest(image: string, type: PredicateType, predicate: unknown, run: Run): Promise<void> {
    const what = ["--type", type, "--predicate", this.write(predicate)];
    await this.succeed([
      "attest",
      "--yes",
      "--allow-http-registry",
      ...what,
      ...this.keyless(run),
      image,
    ]);
  }

  /** Signs the file at `path`; its bundle, JSON, is at `bundle` then. */
  async signBlob(path: string, bundle: string, run: Run): Promise<void> {
    await this.succeed(["sign-blob", "--yes", "--bundle", bundle, ...this.keyless(run), path]);
  }

  /** Attests a predicate of the file at `path`. */
  async attestBlob(
    path: string,
    type: PredicateType,
    predicate: unknown,
    bundle: string,
    run: Run,
  ): Promise<void> {
    const what = ["--type", type, "--predicate", this.write(predicate), "--bundle", bundle];
    await this.succeed(["attest-blob", "--yes", ...what, ...this.keyless(run), path]);
  }

  /** Verifies an image's signature, or an attestation of one type. */
  verify(image: string, type: PredicateType | "signature", run: Run): Promise<Ended> {
    const verb = type === "signature" ? ["verify"] : ["verify-attestation", "--type", type];
    // Asked as an attestation: `cosign verify` is content with any bundle of the signer.
    const words =
      type === "signature"
        ? ["verify-attestation", "--type", "https://sigstore.dev/cosign/sign/v1"]
        : verb;
    return this.execute([...words, "--allow-http-registry", ...this.verification(run), image]);
  }

  /** Verifies the signature of a file. */
  verifyBlob(path: string, bundle: string, run: Run): Promise<Ended> {
    return this.execute(["verify-blob", "--bundle", bundle, ...this.verification(run), path]);
  }

  /** Verifies an attestation of a file. */
  verifyBlobAttestation(
    path: string,
    type: PredicateType,
    bundle: string,
    run: Run,
  ): Promise<Ended> {
    const words = ["verify-blob-attestation", "--type", type, "--bundle", bundle];
    return this.execute([...words, ...this.verification(run), path]);
  }

  private async keyPair(): Promise<string[]> {
    const { trustedRoot, signingConfig } = this.setting.trust;
    const key = join(this.setting.folder, `key-${this.files++}`);
    await this.succeed(["generate-key-pair", "--output-key-prefix", key]);
    const where = ["--signing-config", signingConfig, "--trusted-root", trustedRoot];
    return ["--key", `${key}.key`, ...where];
  }

  private keyless(run: Run): string[] {
    const { trustedRoot, signingConfig } = this.setting.trust;
    const where = ["--signing-config", signingConfig, "--trusted-root", trustedRoot];
    return [...where, "--identity-token", this.setting.token(run)];
  }

  private verification(run: Run): string[] {
    return [
      ...["--trusted-root", this.setting.trust.trustedRoot, "--private-infrastructure"],
      ...["--use-signed-timestamps", "--insecure-ignore-sct"],
      ...["--certificate-identity", `https://github.com/${run.workflow}`],
      ...["--certificate-oidc-issuer", ISSUER],
      ...["--certificate-github-workflow-repository", run.repository],
      ...["--certificate-github-workflow-ref", run.ref],
      ...["--certificate-github-workflow-sha", run.commit],
    ];
  }

  private write(predicate: unknown): string {
    const path = join(this.setting.folder, `predicate-${this.files++}.json`);
    writeFileSync(path, JSON.stringify(predicate));
    return path;
  }

  private env() {
    return { HOME: this.setting.folder, COSIGN_PASSWORD: "" };
  }

  private succeed(words: readonly string[]): Promise<string> {
    return succeed(this.setting.cosign, words, this.env());
  }

  private execute(words: readonly string[]): Promise<Ended> {
    return execute(this.setting.cosign, words, this.env());
  }
}
