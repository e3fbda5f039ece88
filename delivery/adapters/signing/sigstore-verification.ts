import type { Verifier } from "@sigstore/verify";
import { InvalidInput } from "../../../infra/problems";
import type { Verification } from "../../ports/signing";
import { originProblems } from "./signer-certificate";
import { verifyStatement } from "./verify-bundle";

/**
 * Verifies statements that GitHub's own runners have signed, as {@link sigstoreSigning} does.
 *
 * @param issuer - URL of GitHub's token issuer. @default - that of github.com
 */
export function sigstoreVerification(verifier: Verifier, issuer?: string): Verification {
  return {
    async verify(bundle) {
      const { statement, signer } = verifyStatement(verifier, bundle);
      const problems = originProblems(signer, issuer);
      if (problems.length > 0) throw new InvalidInput("the signer", problems);
      return { statement, identity: signer.workflow, repositoryId: Number(signer.repositoryId) };
    },
  };
}
