import type { Scope } from "../../infra/scope";

/** What it takes to seal data with a key of its own and to open it again. */
export const SEAL = ["kms:Decrypt", "kms:GenerateDataKey*"] as const;

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
export function admit(
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

/** Where a key is: its scope's environment, in one of its regions. */
export interface KeyPlace {
  readonly scope: Scope;
  readonly region: string;
}

/**
 * Lets whoever may use `service` in this account use the key by way of it, and never directly.
 *
 * @param context - what the service says of the data that it seals (`kms:EncryptionContext:*`);
 *   `*` matches any text
 */
export function admitThrough(
  Sid: string,
  { scope, region }: KeyPlace,
  service: string,
  actions: readonly string[],
  context: Conditions,
): KeyStatement {
  return admit(Sid, { AWS: "*" }, actions, {
    StringEquals: {
      "kms:CallerAccount": scope.settings.accountId,
      "kms:ViaService": `${service}.${region}.amazonaws.com`,
    },
    StringLike: context,
  });
}

/** Lets whoever may use the bucket seal and open its objects, with a bucket key or without. */
export function admitBucket(Sid: string, place: KeyPlace, bucket: string): KeyStatement {
  const arn = `arn:aws:s3:::${bucket}`;
  const context = { "kms:EncryptionContext:aws:s3:arn": [arn, `${arn}/*`] };
  return admitThrough(Sid, place, "s3", SEAL, context);
}
