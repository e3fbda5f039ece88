import { X509Certificate } from "@sigstore/core";
import { formatProblem } from "../../../infra/problems";

/** The one run that may sign a release's artifacts. */
export interface ExpectedSigner {
  /** Workflow file and ref, as GitHub's `job_workflow_ref` says it: `owner/name/.github/workflows/file.yml@refs/heads/main`. */
  readonly workflow: string;
  /** URL of GitHub's token issuer. @default - that of github.com */
  readonly issuer?: string;
  /** `owner/name` of the repository whose run it is, and GitHub's id of it, which no rename changes. */
  readonly repository: string;
  readonly repositoryId: number;
  /** Full id of the commit, 40 hex digits. */
  readonly commit: string;
  /** Full name, such as `refs/tags/v1.4.0`. */
  readonly ref: string;
}

/** GitHub's token issuer (GitHub docs, "OpenID Connect reference"). */
const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

const GITHUB = "https://github.com/";

/** Fulcio's extensions of a certificate, each a DER UTF8String (sigstore/fulcio, docs/oid-info.md). */
const EXTENSIONS = {
  issuer: "1.3.6.1.4.1.57264.1.8",
  runner: "1.3.6.1.4.1.57264.1.11",
  repository: "1.3.6.1.4.1.57264.1.12",
  commit: "1.3.6.1.4.1.57264.1.13",
  ref: "1.3.6.1.4.1.57264.1.14",
  repositoryId: "1.3.6.1.4.1.57264.1.15",
} as const;

/** What a certificate says of the run that signed. */
export interface Signer {
  /** Workflow and ref, as in {@link ExpectedSigner}. */
  readonly workflow: string;
  readonly issuer: string;
  /** `github-hosted` or `self-hosted`. */
  readonly runner: string;
  /** URL of the repository whose run it was, its id, commit and ref. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly commit: string;
  readonly ref: string;
}

/**
 * Who signed, by a certificate whose chain has been verified.
 *
 * @param der - the certificate's bytes
 */
export function signerOf(der: Buffer): Signer {
  const certificate = X509Certificate.parse(Buffer.from(der));
  const name = certificate.extSubjectAltName?.uri ?? "";
  const text = (oid: string) =>
    certificate.extension(oid)?.valueObj.subs[0]?.value.toString("utf8") ?? "";
  return {
    workflow: name.startsWith(GITHUB) ? name.slice(GITHUB.length) : name,
    issuer: text(EXTENSIONS.issuer),
    runner: text(EXTENSIONS.runner),
    repository: text(EXTENSIONS.repository),
    repositoryId: text(EXTENSIONS.repositoryId),
    commit: text(EXTENSIONS.commit),
    ref: text(EXTENSIONS.ref),
  };
}

/** Problems of a signer that is no job of GitHub's own runners, a line each. */
export function originProblems(signer: Signer, issuer = GITHUB_ISSUER): string[] {
  return differences([
    ["token issuer", signer.issuer, issuer],
    // A runner of somebody's own could be told to keep what it was given.
    ["runner", signer.runner, "github-hosted"],
  ]);
}

/**
 * Problems of a signer that is not the expected one, a line each. All is compared as whole texts.
 *
 * The workflow alone does not tell whom it ran for: whoever may call it gets a certificate of the same name.
 */
export function signerProblems(signer: Signer, expected: ExpectedSigner): string[] {
  const { workflow, issuer, repository, repositoryId, commit, ref } = expected;
  return [
    ...originProblems(signer, issuer),
    ...differences([
      ["signer workflow", signer.workflow, workflow],
      ["source repository", signer.repository, `${GITHUB}${repository}`],
      ["source repository id", signer.repositoryId, `${repositoryId}`],
      ["source commit", signer.commit, commit],
      ["source ref", signer.ref, ref],
    ]),
  ];
}

/** Whatever is not as it should be, a line each. */
function differences(compared: readonly [field: string, got: string, want: string][]): string[] {
  return compared
    .filter(([, got, want]) => got !== want)
    .map(([field, got, want]) => formatProblem(field, got, want));
}
