import type { Context } from "../../infra/context";

/** What it takes to seal data with a key of its own and to open it again. */
export const ENCRYPT_DECRYPT = ["kms:Decrypt", "kms:GenerateDataKey*"] as const;

type Conditions = Readonly<Record<string, string | readonly string[]>>;

/** Who a statement admits: an account or all of its principals, or an AWS service. */
type Principal = { readonly AWS: string } | { readonly Service: string };

/** One statement of a key policy. Its resource is always `*`, which there means the key itself. */
export interface KeyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: Principal;
  readonly Action: string | readonly string[];
  readonly Resource: "*";
  readonly Condition?: Readonly<Record<string, Conditions>>;
}

/** Lets `Principal` use the key as `Condition` says. */
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

/** Where a key is: its context's environment, in one of its regions. */
export interface KeyLocation {
  readonly context: Context;
  readonly region: string;
}

/**
 * Lets whoever may use `service` in this account use the key by way of it, and never directly.
 *
 * @param encryptionContext - what the service says of the data that it seals (`kms:EncryptionContext:*`);
 *   `*` matches any text
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

/** Lets whoever may use the bucket seal and open its objects, with a bucket key or without. */
export function allowBucket(Sid: string, place: KeyLocation, bucket: string): KeyStatement {
  const arn = `arn:aws:s3:::${bucket}`;
  const encryptionContext = { "kms:EncryptionContext:aws:s3:arn": [arn, `${arn}/*`] };
  return allowViaService(Sid, place, "s3", ENCRYPT_DECRYPT, encryptionContext);
}
