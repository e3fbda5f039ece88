import { provenancePredicate } from "../../../delivery/adapters/signing/provenance";
import type { Run } from "../../../sandbox/supply-chain/github-claims";
import { RELEASE_RUN } from "./release-run";

/** What is verified of an artifact. */
export type Part = "signature" | "provenance" | "sbom";

/** An artifact, an image or a zip, that was signed in some way. */
export interface Case {
  readonly name: string;
  /** What is signed, and in which run. */
  readonly signed: Partial<Record<Part, Run>>;
  /** Also signed with a key of somebody's. */
  readonly withKey?: true;
  /** What is attached to the first artifact of all is attached to this one too, and nothing else. */
  readonly borrowed?: true;
  /** What its provenance says of the build. @default - the truth, of a right one */
  readonly provenance?: unknown;
  /** Its SBOM. @default - one with a package */
  readonly sbom?: unknown;
  /** Why each part is refused; a part that is not named is verified. */
  readonly refused: Partial<Record<Part, string>>;
  /** Parts that cosign does not refuse, as it reads no predicate. @default - it agrees on all */
  readonly cosignTakes?: readonly Part[];
}

const build = {
  ...RELEASE_RUN,
  path: ".github/workflows/release.yml",
  run: { id: 9001, attempt: 1 },
};

/** A provenance that tells the truth. */
export const PROVENANCE = provenancePredicate(build);

/** An SBOM with one package (SPDX 2.3). */
export const SBOM = {
  spdxVersion: "SPDX-2.3",
  dataLicense: "CC0-1.0",
  SPDXID: "SPDXRef-DOCUMENT",
  name: "app",
  documentNamespace: "https://example.com/app",
  creationInfo: { created: "2026-03-02T09:00:00Z", creators: ["Tool: test"] },
  packages: [{ SPDXID: "SPDXRef-Package-left-pad", name: "left-pad", downloadLocation: "NONE" }],
};

const by = (change: Partial<Run>): Run => ({ ...RELEASE_RUN, ...change });
const all = (run: Run) => ({ signature: run, provenance: run, sbom: run });
const allRefused = (why: string) => ({ signature: why, provenance: why, sbom: why });
const NONE = "there is none";
const WORKFLOW = RELEASE_RUN.workflow;

/** A good image first, then every way to be bad. */
export const CASES: readonly Case[] = [
  { name: "signed and attested as it should be", signed: all(RELEASE_RUN), refused: {} },
  { name: "unsigned", signed: {}, refused: allRefused(NONE) },
  {
    name: "signed with a key",
    signed: {},
    withKey: true,
    refused: {
      signature: 'signer is "a key": expected a certificate, which names the workflow that signs',
      provenance: NONE,
      sbom: NONE,
    },
  },
  {
    name: "signed by a foreign workflow",
    signed: all(by({ workflow: "mallory/tools/.github/workflows/release.yml@refs/heads/main" })),
    refused: allRefused(
      `signer workflow is "mallory/tools/.github/workflows/release.yml@refs/heads/main": expected ${WORKFLOW}`,
    ),
  },
  {
    name: "signed by the platform's workflow for another kind of artifact",
    signed: all(by({ workflow: WORKFLOW.replace("release.yml", "terraform.yml") })),
    refused: allRefused(
      `signer workflow is "neurocipher/nc-platform/.github/workflows/terraform.yml@refs/heads/main": expected ${WORKFLOW}`,
    ),
  },
  {
    name: "signed by the same workflow at another ref",
    signed: all(by({ workflow: `${WORKFLOW}-evil` })),
    refused: allRefused(`signer workflow is "${WORKFLOW}-evil": expected ${WORKFLOW}`),
  },
  {
    name: "signed in a run of another repository",
    signed: all(by({ repository: "neurocipher/other" })),
    refused: allRefused(
      'source repository is "https://github.com/neurocipher/other": expected https://github.com/neurocipher/billing',
    ),
  },
  {
    name: "signed in a run of a repository that took over the name",
    signed: all(by({ repositoryId: 999 })),
    refused: allRefused('source repository id is "999": expected 812345678'),
    cosignTakes: ["signature", "provenance", "sbom"],
  },
  {
    name: "signed at another commit",
    signed: all(by({ commit: "0".repeat(40) })),
    refused: allRefused(`source commit is "${"0".repeat(40)}": expected ${RELEASE_RUN.commit}`),
  },
  {
    name: "signed for another ref",
    signed: all(by({ ref: "refs/heads/main" })),
    refused: allRefused('source ref is "refs/heads/main": expected refs/tags/v1.4.0'),
  },
  {
    name: "signed on a runner of somebody's own",
    signed: all(by({ runner: "self-hosted" })),
    refused: allRefused('runner is "self-hosted": expected github-hosted'),
    cosignTakes: ["signature", "provenance", "sbom"],
  },
  {
    name: "with the attestations of another digest",
    signed: {},
    borrowed: true,
    refused: allRefused('subject is "<good>": expected <own>'),
  },
  {
    name: "without an SBOM",
    signed: { signature: RELEASE_RUN, provenance: RELEASE_RUN },
    refused: { sbom: NONE },
  },
  {
    name: "without a provenance",
    signed: { signature: RELEASE_RUN, sbom: RELEASE_RUN },
    refused: { provenance: NONE },
  },
  {
    name: "with a provenance of another commit",
    signed: all(RELEASE_RUN),
    provenance: provenancePredicate({ ...build, commit: "0".repeat(40) }),
    refused: { provenance: `commit is "${"0".repeat(40)}": expected ${RELEASE_RUN.commit}` },
    cosignTakes: ["provenance"],
  },
  {
    name: "with an SBOM without packages",
    signed: all(RELEASE_RUN),
    sbom: { ...SBOM, packages: [] },
    refused: { sbom: "packages is []: expected one package or more" },
    cosignTakes: ["sbom"],
  },
];
