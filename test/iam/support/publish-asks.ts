import { type Ask, calls, keyCalls, type Location, named, regional } from "./asks";
import { deliverySecret } from "./deliveries";

/**
 * What `nc release publish`, `nc release create` and `nc release sign` ask of AWS.
 *
 * @param of - whether the workload ships an image, and whether it has migrations, which `nc migrations check` reads
 */
export function publishAsks(
  at: Location,
  of: { readonly image: boolean; readonly migrations: boolean },
): Ask[] {
  const { account, environment, service } = at;
  const bucket = `arn:aws:s3:::nc-platform-${environment}-artifacts-${account}`;
  const contract = regional(
    at,
    "ssm",
    `parameter/nc/${environment}/${service}/config/release-contract`,
  );
  const ledger = regional(at, "dynamodb", `table/nc-platform-${environment}-ledger`);
  const objects = [
    "attestations/0a/sbom.sigstore.json",
    "manifest/v1.0.0/release.json",
    "wheel/0a.whl",
    "zip/0a.zip",
  ];
  return [
    ...objects.flatMap((key) => calls("s3", `${bucket}/${service}/${key}`, "GetObject PutObject")),
    ...calls("s3", bucket, "ListBucket", { "s3:prefix": `${service}/manifest/v1.0.0/` }),
    ...keyCalls(at, "artifacts", "s3", "Decrypt GenerateDataKey"),
    ...(of.image
      ? [
          ...calls("ecr", "*", "GetAuthorizationToken"),
          // ECR user guide, "Required IAM permissions for pushing", and what a pull of the same asks for.
          ...calls(
            "ecr",
            regional(at, "ecr", `repository/${named(at, "image")}`),
            "BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload GetDownloadUrlForLayer " +
              "InitiateLayerUpload PutImage UploadLayerPart",
          ),
        ]
      : []),
    ...(of.migrations
      ? [
          ...calls("dynamodb", `${ledger}/index/by-time`, "Query", {
            "dynamodb:LeadingKeys": [service],
          }),
          ...deliverySecret(at),
        ]
      : []),
    ...calls("ssm", contract, "GetParameter"),
    ...calls("dynamodb", ledger, "PutItem", { "dynamodb:LeadingKeys": [service] }),
    ...keyCalls(at, "audit", "dynamodb", "Decrypt"),
  ];
}
