import { factsOf, type Workload } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { publishEnvironmentOf } from "../../../infra/github/environments";
import { platformKeyAlias, platformNames } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { onlyKeys, platformArns, workloadArns } from "../arns";
import { allow, type Statement } from "../statement";

const PULL = [
  "BatchCheckLayerAvailability",
  "BatchGetImage",
  "DescribeImages",
  "GetDownloadUrlForLayer",
];

/** What a promotion asks of the registry of its own environment. */
const READ = [...PULL, "DescribeImageScanFindings"];

const PUSH = ["CompleteLayerUpload", "InitiateLayerUpload", "PutImage", "UploadLayerPart"];

/** Access to a workload's artifacts: its images, its prefix of the artifact bucket and its wheel. */
export function artifactPermissions(context: Context, workload: Workload): Statement[] {
  const { artifactBucket, keys } = platformArns(context);
  const { repository } = workloadArns(context);
  const alias = platformKeyAlias(context.environment, "artifacts");
  return [
    allow(
      "Artifacts",
      "s3",
      ["GetObject", "GetObjectVersion", "PutObject"],
      [`${artifactBucket}/${context.service}/*`],
    ),
    allow("ArtifactList", "s3", ["ListBucket", "ListBucketVersions"], artifactBucket, {
      StringLike: { "s3:prefix": `${context.service}/*` },
    }),
    allow(
      "ArtifactKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      keys,
      onlyKeys(context, [alias], ["s3"]),
    ),
    ...(factsOf(workload).shipsImage
      ? [
          allow("Registry", "ecr", ["GetAuthorizationToken"], "*"),
          allow("Image", "ecr", isPublished(context) ? READ : [...READ, ...PUSH], repository),
        ]
      : []),
    ...(workload.wheels && context.environment !== "dev" ? wheelPermissions(context) : []),
  ];
}

/** Whether images come here from a release's own publish role, and not by promotion from the environment before. */
function isPublished({ settings }: Context): boolean {
  return publishEnvironmentOf(settings) !== undefined;
}

/**
 * Read access of a workload's deploy role in prod to the artifacts that stg has tested, by digest or
 * version. In stg, the policies of the key, the bucket and the repository name that role too.
 */
export function promotionPermissions(context: Context, workload: Workload): Statement[] {
  const { promotesFromAccountId: accountId, region } = context.settings;
  if (accountId === undefined) return [];
  const { artifactBucket } = platformNames({ environment: "stg", accountId });
  const { repository } = workloadNames({ service: context.service, environment: "stg" });
  return [
    allow(
      "TestedArtifacts",
      "s3",
      ["GetObject", "GetObjectVersion"],
      [`arn:aws:s3:::${artifactBucket}/${context.service}/*`],
    ),
    allow("TestedArtifactList", "s3", ["ListBucket"], `arn:aws:s3:::${artifactBucket}`, {
      StringLike: { "s3:prefix": `${context.service}/*` },
    }),
    allow(
      "TestedArtifactKey",
      "kms",
      ["Decrypt"],
      `arn:aws:kms:${region}:${accountId}:key/*`,
      onlyKeys(context, [platformKeyAlias("stg", "artifacts")], ["s3"]),
    ),
    ...(factsOf(workload).shipsImage
      ? [
          allow(
            "TestedImage",
            "ecr",
            PULL,
            `arn:aws:ecr:${region}:${accountId}:repository/${repository}`,
          ),
        ]
      : []),
  ];
}

/**
 * What putting a release's wheel into CodeArtifact takes; a build of main, which dev gets, is not put there. Source:
 * CodeArtifact user guide, "Packages overview": for Python only PublishPackageVersion, and for a token the other two.
 */
function wheelPermissions(context: Context): Statement[] {
  const arns = platformArns(context);
  return [
    allow("WheelToken", "codeartifact", ["GetAuthorizationToken"], arns.wheelsDomain),
    allow("WheelBearer", "sts", ["GetServiceBearerToken"], "*", {
      StringEquals: { "sts:AWSServiceName": "codeartifact.amazonaws.com" },
    }),
    allow("Wheels", "codeartifact", ["GetRepositoryEndpoint"], arns.wheelsRepository),
    allow(
      "Wheel",
      "codeartifact",
      ["ListPackageVersionAssets", "PublishPackageVersion"],
      `${arns.wheelsPackages}${context.service}`,
    ),
  ];
}
