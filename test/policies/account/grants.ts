/** Policies that let another account in, as the cases of `no-cross-account-reference` have them. */
export const QUEUE = "aws:sqs/queue:Queue";
const ECR = "aws:ecr/repositoryPolicy:RepositoryPolicy";
export const BUCKET = "aws:s3/bucketPolicy:BucketPolicy";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const PROD = "333333333333";
export const STG = "222222222222";
export const policy = (statement: object) => JSON.stringify({ Statement: [statement] });
export const reader = (service: string) =>
  `arn:aws:iam::${PROD}:role/nc-${service}-prod-gha-deploy-role`;
export const grant = (changes: object, roles: unknown = reader("app")) =>
  policy({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${PROD}:root` },
    Action: "ecr:BatchGetImage",
    Condition: { StringEquals: { "aws:PrincipalArn": roles } },
    ...changes,
  });
export const images = (text: string) => ({
  type: ECR,
  props: { repository: "nc-app-stg-image", policy: text },
  environment: "stg" as const,
});
export const objects = (Resource: string, roles?: unknown) => ({
  type: BUCKET,
  props: { policy: grant({ Action: "s3:GetObject", Resource }, roles) },
  environment: "stg" as const,
});
/** The bucket listed by deploy roles, with a condition on what is listed. */
export const lists = (condition: object, Action: unknown = "s3:ListBucket") => ({
  type: BUCKET,
  props: {
    policy: grant({
      Action,
      Resource: "arn:aws:s3:::nc-platform-stg-artifacts-222222222222",
      Condition: {
        ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${PROD}:role/nc-*-prod-gha-deploy-role` },
        ...condition,
      },
    }),
  },
  environment: "stg" as const,
});
export const key = (roles: unknown, type = "aws:kms/key:Key") => ({
  type,
  props: { policy: grant({ Action: ["kms:Decrypt", "kms:DescribeKey"], Resource: "*" }, roles) },
  environment: "stg" as const,
});
export const reads = (Action: string, role: string) => ({
  type: ROLE_POLICY,
  props: {
    role,
    policy: policy({ Effect: "Allow", Action, Resource: `arn:aws:ecr:ca-central-1:${STG}:x` }),
  },
  environment: "prod" as const,
});
export const OTHER = /names account/;
