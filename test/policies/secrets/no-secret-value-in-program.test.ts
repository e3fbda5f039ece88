import { noSecretValueInProgram } from "../../../policies/secrets/no-secret-value-in-program";
import { judges, LATER } from "../../support/violations";

const SECRET = "aws:secretsmanager/secretVersion:SecretVersion";

judges(noSecretValueInProgram, {
  "refuses a value": { type: SECRET, props: { secretString: "s" }, says: [/^it puts a value/] },
  "refuses an unknown value": {
    type: SECRET,
    props: { secretString: LATER },
    says: [/^it puts a value/],
  },
});
