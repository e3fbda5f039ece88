import type { Context } from "../../infra/context";

/** The actions that encrypt data with a data key of this key, and decrypt it again. */
export const ENCRYPT_DECRYPT = ["kms:Decrypt", "kms:GenerateDataKey*"] as const;

type Conditions = Readonly<Record<string, string | readonly string[]>>;

/** The principal of a statement: an account, all principals, or an AWS service. */
type Principal = { readonly AWS: string } | { readonly Service: string };

/** One statement of a key policy. Its resource is always `*`, which there means the key itself. */
export interface KeyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: Principal;
  readonly Action: string | readonly string[];
  readonly Resource: "*";
  readonly Condition?: Readonly<Record<string, Conditions>>;
}

/** Allows `Principal` to use the key under `Condition`. */
export function allowPrincipal(
  Sid: string,
  Principal: Principal,
  Action: string | readonly string[],
  Condition?: KeyStatement["Condition"],
): KeyStatement {
  return {
    Sid,
    Effect: "Allow",
    Principal,
    Action,
    Resource: "*",
    ...(Condition && { Condition }),
  };
}

/** Denies every principal `Action` under `Condition`, whatever IAM policies allow. */
export function denyEveryone(
  Sid: string,
  Action: string | readonly string[],
  Condition: KeyStatement["Condition"],
): KeyStatement {
  return { Sid, Effect: "Deny", Principal: { AWS: "*" }, Action, Resource: "*", Condition };
}

/** The environment of a key, and its region there. */
export interface KeyLocation {
  readonly context: Context;
  readonly region: string;
}

/**
 * Allows every principal of this account to use the key through `service`, never directly. Whether
 * the principal may use the service is for its IAM policies.
 *
 * @param encryptionContext - the encryption context that the service must send, by condition key
 *   (`kms:EncryptionContext:*`); `*` matches any text
 */
export function allowViaService(
  Sid: string,
  { context, region }: KeyLocation,
  service: string,
  actions: readonly string[],
  encryptionContext: Conditions,
): KeyStatement {
  return allowPrincipal(Sid, { AWS: "*" }, actions, {
    StringEquals: {
      "kms:CallerAccount": context.settings.accountId,
      "kms:ViaService": `${service}.${region}.amazonaws.com`,
    },
    StringLike: encryptionContext,
  });
}

/** Allows S3 to encrypt and decrypt a bucket's objects for this account, with or without a bucket key. */
export function allowBucket(Sid: string, key: KeyLocation, bucket: string): KeyStatement {
  const arn = `arn:aws:s3:::${bucket}`;
  const encryptionContext = { "kms:EncryptionContext:aws:s3:arn": [arn, `${arn}/*`] };
  return allowViaService(Sid, key, "s3", ENCRYPT_DECRYPT, encryptionContext);
}

/** Allows DynamoDB to encrypt and decrypt the items of `tables` for this account. */
export function allowTables(
  Sid: string,
  key: KeyLocation,
  tables: readonly string[],
): KeyStatement {
  const actions = [...ENCRYPT_DECRYPT, "kms:Encrypt", "kms:ReEncrypt*"];
  const encryptionContext = { "kms:EncryptionContext:aws:dynamodb:tableName": tables };
  return allowViaService(Sid, key, "dynamodb", actions, encryptionContext);
}
