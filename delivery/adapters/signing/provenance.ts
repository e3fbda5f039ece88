import { z } from "zod";
import { formatProblem, InvalidInput, parse } from "../../../infra/problems";
import type { ExpectedSigner } from "./signer-certificate";

/** How GitHub describes a run of its workflows (actions.github.io/buildtypes/workflow/v1). */
const BUILD_TYPE = "https://actions.github.io/buildtypes/workflow/v1";

const GITHUB = "https://github.com/";

const SUBJECT = "the provenance";

/** The fields that are verified; a builder may add others. */
const predicate = z.object({
  buildDefinition: z.object({
    buildType: z.literal(BUILD_TYPE),
    externalParameters: z.object({
      workflow: z.object({ ref: z.string(), repository: z.string(), path: z.string() }),
    }),
    internalParameters: z.object({ github: z.object({ repository_id: z.string() }) }),
    resolvedDependencies: z
      .array(z.object({ uri: z.string(), digest: z.object({ gitCommit: z.string() }) }))
      .min(1),
  }),
  runDetails: z.object({
    builder: z.object({ id: z.string() }),
    metadata: z.object({ invocationId: z.string() }),
  }),
});

/** A workflow run that builds a release. */
export interface Build extends Omit<ExpectedSigner, "issuer"> {
  /** Path of the caller's workflow in its repository, such as `.github/workflows/release.yml`. */
  readonly path: string;
  readonly run: { readonly id: number; readonly attempt: number };
}

/** What a run says of itself: the predicate of SLSA provenance v1 (slsa.dev/spec/v1.0/provenance). */
export function provenancePredicate(build: Build): z.output<typeof predicate> {
  const repository = `${GITHUB}${build.repository}`;
  const { id, attempt } = build.run;
  return {
    buildDefinition: {
      buildType: BUILD_TYPE,
      externalParameters: { workflow: { ref: build.ref, repository, path: build.path } },
      internalParameters: { github: { repository_id: `${build.repositoryId}` } },
      resolvedDependencies: [
        { uri: `git+${repository}@${build.ref}`, digest: { gitCommit: build.commit } },
      ],
    },
    runDetails: {
      builder: { id: `${GITHUB}${build.workflow}` },
      metadata: { invocationId: `${repository}/actions/runs/${id}/attempts/${attempt}` },
    },
  };
}

/**
 * Refuses a provenance that tells of another build.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function checkProvenance(value: unknown, expected: ExpectedSigner): void {
  const { buildDefinition, runDetails } = parse(predicate, value, SUBJECT);
  const { workflow } = buildDefinition.externalParameters;
  const repository = `${GITHUB}${expected.repository}`;
  const [dependency] = buildDefinition.resolvedDependencies;
  const compared: [field: string, got: string | undefined, want: string][] = [
    ["builder", runDetails.builder.id, `${GITHUB}${expected.workflow}`],
    ["repository", workflow.repository, repository],
    [
      "repository id",
      buildDefinition.internalParameters.github.repository_id,
      `${expected.repositoryId}`,
    ],
    ["ref", workflow.ref, expected.ref],
    ["source", dependency?.uri, `git+${repository}@${expected.ref}`],
    ["commit", dependency?.digest.gitCommit, expected.commit],
  ];
  const problems = compared
    .filter(([, got, want]) => got !== want)
    .map(([field, got, want]) => formatProblem(field, got, want));
  if (problems.length > 0) throw new InvalidInput(SUBJECT, problems);
}
