import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../arns";
import { allow, type Statement } from "../statement";

/** Reads the GitHub App's credentials with which a delivery asks who approved, in stg and prod. */
export function deliverySecretPermissions(context: Context): Statement[] {
  const { deliverySecret } = platformArns(context);
  return [
    allow("DeliverySecret", "secretsmanager", ["GetSecretValue"], deliverySecret),
    deliverySecretKey(context),
  ];
}

/** What reading that secret takes of its key. */
export function deliverySecretKey(context: Context): Statement {
  const alias = platformKeyAlias(context.environment, "config");
  return allow("SecretKey", "kms", ["Decrypt"], platformArns(context).keys, {
    ...onlyKeys(context, [alias], ["secretsmanager"]),
    // Secrets Manager names the secret in the encryption context (its user guide, "Secret encryption and decryption").
    StringLike: { "kms:EncryptionContext:SecretARN": "*/platform/secret/delivery-??????" },
  });
}
