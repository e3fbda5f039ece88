import type * as aws from "@pulumi/aws";
import { deployRoleArn } from "../../infra/naming/workload-names";

/** Actions that read an image by digest, with its signatures: ListImageReferrers needs BatchGetImage. */
const READ_IMAGE = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:DescribeImages",
  "ecr:GetDownloadUrlForLayer",
];

/**
 * Policy of a workload's ECR repository, as JSON text: the deploy role of that workload in the
 * production account `accountId` may read.
 *
 * The principal is the account, and a condition names the role: AWS rejects a principal that does not
 * exist, and staging is set up before production.
 */
export function imageReader(accountId: string, service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PromotionReads",
        Effect: "Allow",
        Principal: accountRoot(accountId),
        Action: READ_IMAGE,
        Condition: { StringEquals: { "aws:PrincipalArn": deployRole(accountId, service) } },
      },
    ],
  });
}

/**
 * Statement of the artifact bucket's policy: the production deploy role of each of `services` may
 * read that workload's own prefix. One statement for all of them, as a bucket policy holds 20 KB:
 * the prefix is the `Service` tag that the program puts on the role
 * (docs/decisions/0004-one-statement-for-every-promotion.md).
 */
export function artifactReaders(
  accountId: string,
  services: readonly string[],
  bucket: string,
): aws.iam.PolicyStatement {
  const roles = services.map((service) => deployRole(accountId, service));
  return {
    Sid: "PromotionReads",
    Effect: "Allow",
    Principal: accountRoot(accountId),
    Action: ["s3:GetObject", "s3:GetObjectVersion"],
    // A policy variable, which AWS resolves for each request.
    Resource: `arn:aws:s3:::${bucket}/$\{aws:PrincipalTag/Service}/*`,
    Condition: { StringEquals: { "aws:PrincipalArn": roles } },
  };
}

/**
 * Statement of the artifact bucket's policy: the same roles may list what lies below their own prefix, such as the
 * signed statements about a release, whose names they cannot know. To who may not list, AWS answers AccessDenied for an
 * object that is not there (S3 API, GetObject). The tag says which prefix is the role's, so a pattern of names is
 * enough: a list of roles beside that of the readers would be too long for a bucket policy.
 */
export function artifactListers(accountId: string, bucket: string): aws.iam.PolicyStatement {
  return {
    Sid: "PromotionLists",
    Effect: "Allow",
    Principal: accountRoot(accountId),
    Action: ["s3:ListBucket"],
    Resource: `arn:aws:s3:::${bucket}`,
    Condition: {
      ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${accountId}:role/nc-*-prod-gha-deploy-role` },
      // A policy variable, which AWS resolves for each request.
      StringLike: { "s3:prefix": `$\{aws:PrincipalTag/Service}/*` },
    },
  };
}

function accountRoot(accountId: string) {
  return { AWS: `arn:aws:iam::${accountId}:root` };
}

function deployRole(accountId: string, service: string): string {
  return deployRoleArn(accountId, { service, environment: "prod" });
}
