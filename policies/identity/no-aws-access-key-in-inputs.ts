import { ciCl002 } from "../support/frameworks";
import { anyResourceRule } from "../support/rule";
import { stringsIn } from "../support/unknowns";

/** An access key's id: of a user, or of a session (IAM user guide, Unique identifiers). */
const KEY_ID = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;

/** The variables from which AWS's SDKs and actions read a key. */
const KEY_NAME = /\b(TF_VAR_)?AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)(?![A-Z])/i;

export const noAwsAccessKeyInInputs = anyResourceRule({
  name: "no-aws-access-key-in-inputs",
  description: "No GitHub secret or variable, parameter or container holds an AWS access key.",
  why: "A key in GitHub or in an environment variable works after every approval has ended.",
  remediationSteps: "Let the job assume its deploy role by OIDC, and the workload its own role.",
  severity: "critical",
  framework: ciCl002("§4"),
  applies: (type) => /^(aws|github):/.test(type),
  *check({ props }) {
    const texts = [...stringsIn(props)];
    const name = texts.map((text) => KEY_NAME.exec(text)?.[0]).find(Boolean);
    if (name !== undefined) yield `it hands out ${name}: assume a role instead`;
    // The key itself stays out of the message, which everybody who reads the run sees.
    if (texts.some((text) => KEY_ID.test(text))) {
      yield "it holds the id of an AWS access key: revoke that key, and assume a role instead";
    }
  },
});
