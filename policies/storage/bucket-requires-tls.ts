import { controlUrl, fsbp } from "../support/frameworks";
import type { Statement } from "../support/iam";
import { resourcePolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

export const bucketRequiresTls = resourceRule({
  name: "bucket-requires-tls",
  description: "S3 bucket policies deny requests without TLS.",
  why: "What is read over plain HTTP can be read, and changed, on its way.",
  remediationSteps: "Create the bucket with `PrivateBucket`.",
  severity: "high",
  framework: fsbp("S3.5", "S3 general purpose buckets should require requests to use SSL"),
  url: controlUrl("S3.5"),
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  *check({ type, props }) {
    for (const { statements } of resourcePolicies(type, props)) {
      if (statements?.some((statement) => deniesPlainHttp(statement, props.bucket))) continue;
      yield "the policy accepts plain HTTP: deny s3:* to everyone on the bucket and its objects " +
        'where Bool "aws:SecureTransport" is "false"';
    }
  },
});

function deniesPlainHttp(statement: Statement, bucket: unknown): boolean {
  const { allows, principals, actions, resources, tests } = statement;
  const covers = (ending: string) =>
    resources.some(
      (each) =>
        each === "*" ||
        (isUnknown(bucket) ? each.endsWith(ending) : each === `arn:aws:s3:::${bucket}${ending}`),
    );
  return (
    !allows &&
    principals.some(({ value }) => value === "*") &&
    actions.some((action) => action === "s3:*" || action === "*") &&
    covers("") &&
    covers("/*") &&
    tests.length === 1 &&
    tests.every(
      ({ operator, key, values }) =>
        operator === "Bool" && key === "aws:SecureTransport" && values.join() === "false",
    )
  );
}
