import { resourceRule } from "../support/rule";
import { stringsIn } from "../support/unknowns";

/** An access key's id: of a user, or of a session (IAM user guide, Unique identifiers). */
const KEY_ID = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;

/** What AWS's SDKs and actions read a key from. */
const KEY_NAME = /\b(TF_VAR_)?AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)(?![A-Z])/i;

/**
 * No secret, variable or container is given an AWS key.
 *
 * Why: a key in GitHub or in an environment outlives every approval (CI/CL-002 §4).
 *
 * Fix: let the job assume its deploy role by OIDC, and the workload its own role.
 */
export const noAwsAccessKeyInInputs = resourceRule({
  name: "no-aws-access-key-in-inputs",
  description: "No GitHub secret or variable, parameter or container holds an AWS access key.",
  applies: (type) => /^(aws|github):/.test(type),
  *check({ props }) {
    const texts = [...stringsIn(props)];
    const name = texts.map((text) => KEY_NAME.exec(text)?.[0]).find(Boolean);
    if (name !== undefined) yield `it hands out ${name}: assume a role instead`;
    // The key itself stays out of the message, which is shown to whoever reads the run.
    if (texts.some((text) => KEY_ID.test(text))) {
      yield "it holds the id of an AWS access key: end that key, and assume a role instead";
    }
  },
});
