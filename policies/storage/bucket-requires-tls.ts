import type { Statement } from "../support/iam";
import { resourcePolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";

/**
 * A bucket's policy refuses every request that does not come over TLS.
 *
 * Why: what is read over plain HTTP can be read, and changed, on its way.
 *
 * Fix: build the bucket with `PrivateBucket`.
 */
export const bucketRequiresTls = resourceRule({
  name: "bucket-requires-tls",
  description: "S3 bucket policies deny requests without TLS.",
  applies: (type) => type === "aws:s3/bucketPolicy:BucketPolicy",
  *check({ type, props }) {
    for (const { statements } of resourcePolicies(type, props)) {
      if (statements?.some((statement) => refusesPlain(statement, props.bucket))) continue;
      yield "the policy lets plain HTTP in: deny s3:* to everyone on the bucket and its objects " +
        'where Bool "aws:SecureTransport" is "false"';
    }
  },
});

function refusesPlain(statement: Statement, bucket: unknown): boolean {
  const { allows, principals, actions, resources, tests } = statement;
  const covered = (ending: string) =>
    resources.some(
      (each) =>
        each === "*" ||
        (bucket === UNKNOWN ? each.endsWith(ending) : each === `arn:aws:s3:::${bucket}${ending}`),
    );
  return (
    !allows &&
    principals.some(({ value }) => value === "*") &&
    actions.some((action) => action === "s3:*" || action === "*") &&
    covered("") &&
    covered("/*") &&
    tests.length === 1 &&
    tests.every(
      ({ operator, key, values }) =>
        operator === "Bool" && key === "aws:SecureTransport" && values.join() === "false",
    )
  );
}
