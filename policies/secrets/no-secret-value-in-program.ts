import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";

export const noSecretValueInProgram = resourceRule({
  name: "no-secret-value-in-program",
  description: "No plan sets the value of a secret.",
  why: "What the program gives a secret is in its source or its config, and in the state.",
  remediationSteps: "Create the secret without a value; its owner or its rotation sets it.",
  severity: "critical",
  framework: ciCl002("§9"),
  types: ["aws:secretsmanager/secretVersion:SecretVersion"],
  *check() {
    yield "it puts a value into the program and its state: create the secret alone";
  },
});
