import { factsOf, type Workload } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { RELEASE_CONTRACT } from "../../../infra/naming/names";
import { LEDGER_BY_TIME, platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../arns";
import { allow, type Statement } from "../statement";
import { deliverySecretPermissions } from "./delivery-secret";

/** Folders of a workload's prefix that a release adds to. */
const FOLDERS = ["attestations", "manifest", "wheel", "zip"];

/**
 * Reads what is there, and adds to it: a tag of the registry stays with its image, and the bucket keeps every version.
 * `oras` and `cosign` ask for all of these (ECR user guide, "Pushing a Docker image": required IAM permissions).
 */
const PUSH = [
  "BatchCheckLayerAvailability",
  "BatchGetImage",
  "CompleteLayerUpload",
  "GetDownloadUrlForLayer",
  "InitiateLayerUpload",
  "PutImage",
  "UploadLayerPart",
];

/**
 * What publishing a release of `workload` takes: its artifacts with their bundles, its manifest, and one event. Of a
 * workload with a database also the ledger, which knows what has been migrated, and the App that asks who approved.
 */
export function publishPermissions(context: Context, workload: Workload): Statement[] {
  const { artifactBucket, keys, ledger } = platformArns(context);
  const { repository, configPrefix } = workloadArns(context);
  const { environment, service } = context;
  const key = (purpose: string, through: string) =>
    onlyKeys(context, [platformKeyAlias(environment, purpose)], [through]);
  const own = {
    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [service] },
    // "All of none" is true: a request must have a key at all.
    Null: { "dynamodb:LeadingKeys": "false" },
  };
  const folders = FOLDERS.map((folder) => `${artifactBucket}/${service}/${folder}/*`);
  return [
    allow("Publish", "s3", ["GetObject", "PutObject"], folders),
    allow("FindPublished", "s3", ["ListBucket"], artifactBucket, {
      StringLike: { "s3:prefix": `${service}/*` },
    }),
    allow("ArtifactKey", "kms", ["Decrypt", "GenerateDataKey"], keys, key("artifacts", "s3")),
    ...("migrations" in workload && workload.migrations
      ? [
          allow("LedgerByTime", "dynamodb", ["Query"], `${ledger}/index/${LEDGER_BY_TIME}`, own),
          ...deliverySecretPermissions(context),
        ]
      : []),
    ...(factsOf(workload).shipsImage
      ? [
          allow("Registry", "ecr", ["GetAuthorizationToken"], "*"),
          allow("Image", "ecr", PUSH, repository),
        ]
      : []),
    allow("ReleaseContract", "ssm", ["GetParameter"], `${configPrefix}${RELEASE_CONTRACT}`),
    // The event that the release was made; PutItem has the condition that it is not there yet.
    allow("Ledger", "dynamodb", ["PutItem"], ledger, own),
    allow("LedgerKey", "kms", ["Decrypt"], keys, key("audit", "dynamodb")),
  ];
}
