import type { Call } from "../call";
import type { Ask } from "../operation";

/** How a service uses a key for its caller. */
export interface KeyUse {
  /** ARN of the key; one of AWS's own, or none, asks for nothing. */
  readonly keyArn: unknown;
  /** Such as `Decrypt`. */
  readonly actions: readonly string[];
  /** Name of the service in `kms:ViaService`. */
  readonly service: string;
  /** Encryption context that the service names. @default - none */
  readonly encryptionContext?: Readonly<Record<string, string>>;
}

/** What a call through a service asks of KMS. Source: KMS developer guide, "kms:ViaService". */
export function keyAsks(call: Call, use: KeyUse): Ask[] {
  const { keyArn, actions, service, encryptionContext = {} } = use;
  if (typeof keyArn !== "string" || !keyArn.includes(":key/")) return [];
  const context = Object.entries(encryptionContext).map(([key, value]) => [
    `kms:EncryptionContext:${key}`,
    value,
  ]);
  return actions.map((action) => ({
    action: `kms:${action}`,
    resource: keyArn,
    context: {
      "kms:ViaService": `${service}.${call.region}.amazonaws.com`,
      "kms:CallerAccount": call.caller.accountId,
      ...Object.fromEntries(context),
    },
  }));
}
