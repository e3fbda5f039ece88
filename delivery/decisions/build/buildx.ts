/** What an image is built of, and where it is put. */
export interface ImageBuild {
  /** Folder that holds the commit's files, and nothing else. */
  readonly context: string;
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  /** As Docker writes it, such as `linux/amd64`. */
  readonly platform: string;
  /** Full id of the commit, 40 hex digits. */
  readonly commit: string;
  /** When the commit was made, in seconds since 1970. */
  readonly time: number;
  /** Folder that gets the OCI image layout. */
  readonly to: string;
}

/**
 * Words of `docker` that build an image so that the same commit gives the same digest, as far as BuildKit can
 * (moby/buildkit, docs/build-repro.md): no time but the commit's, no layer of an earlier build, and none of its own
 * attestations, which name the run and lie in the image's index. Cosign's take their place.
 */
export function buildxWords(build: ImageBuild): readonly string[] {
  const { context, dockerfile, platform, commit, time, to } = build;
  return [
    ...["buildx", "build", "--progress=plain", "--no-cache"],
    `--platform=${platform}`,
    ...["--provenance=false", "--sbom=false"],
    `--build-arg=SOURCE_DATE_EPOCH=${time}`,
    // OCI image spec, "Annotations": the revision of the sources.
    `--label=org.opencontainers.image.revision=${commit}`,
    `--output=type=oci,tar=false,rewrite-timestamp=true,dest=${to}`,
    `--file=${dockerfile}`,
    context,
  ];
}
