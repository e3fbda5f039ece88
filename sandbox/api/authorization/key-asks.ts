import type { Call } from "../call";
import type { Ask } from "../operation";
import { nameIn } from "../resources";
import { accountWith } from "../world";

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
      "kms:ResourceAliases": aliasesOf(call, keyArn),
      ...Object.fromEntries(context),
    },
  }));
}

/** Aliases of a key, such as `alias/nc-platform-dev-config`. */
function aliasesOf({ world }: Call, keyArn: string): string[] {
  const account = accountWith(world, keyArn.split(":")[4] ?? "");
  const aliases = account?.cloud.list("aws:kms/alias:Alias") ?? [];
  return aliases
    .filter(({ state }) => nameIn(state.targetKeyId) === nameIn(keyArn))
    .map(({ state }) => String(state.name));
}
