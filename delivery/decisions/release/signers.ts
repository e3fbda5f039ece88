import { DELIVERY_WORKFLOWS } from "../../../infra/github/workflows";
import type { Release } from "./release";

/** What is signed on the way of a release: each kind of artifact, its manifest, and what stg found of it. */
export type Signed = Release["artifacts"][number]["type"] | "manifest" | "bake";

/** The one workflow of the platform's repository that signs each: what another has signed is refused. */
const SIGNERS = {
  image: DELIVERY_WORKFLOWS.release,
  zip: DELIVERY_WORKFLOWS.release,
  wheel: DELIVERY_WORKFLOWS.release,
  manifest: DELIVERY_WORKFLOWS.release,
  "terraform-plan": DELIVERY_WORKFLOWS.terraform,
  bake: DELIVERY_WORKFLOWS.promote,
} as const satisfies Record<Signed, string>;

/**
 * Who signs: workflow file and ref as GitHub's `job_workflow_ref` says it, such as
 * `owner/name/.github/workflows/release.yml@refs/heads/main`.
 *
 * @param platform - organization and repository of the platform
 */
export function signerOf(
  signed: Signed,
  { organization, repository }: { readonly organization: string; readonly repository: string },
): string {
  const path = `${organization}/${repository}/.github/workflows/${SIGNERS[signed]}`;
  return `${path}@${DELIVERY_WORKFLOWS.ref}`;
}
