import { resourceRule } from "../support/rule";

/**
 * The value of a secret is in Secrets Manager alone.
 *
 * Why: what the program gives a secret is in its source or its config, and in the state.
 *
 * Fix: make the secret without a value. Its owner or its rotation sets it.
 */
export const noSecretValueInProgram = resourceRule({
  name: "no-secret-value-in-program",
  description: "No plan sets the value of a secret.",
  applies: (type) => type === "aws:secretsmanager/secretVersion:SecretVersion",
  *check() {
    yield "it puts a value in the program and its state: make the secret alone, and set it there";
  },
});
