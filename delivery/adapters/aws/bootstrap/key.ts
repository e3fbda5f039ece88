import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { Backend } from "../../../bootstrap/backend";
import type { Step } from "../../../bootstrap/step";
import type { AwsClients } from "../clients";
import { isNamed } from "../errors";

/**
 * The ARN of the backend's key; nothing where there is none. A key whose alias is still missing, because a run
 * was killed in between, is known by the tag `Name` that it was made with.
 */
export async function keyArn(clients: AwsClients, backend: Backend): Promise<string | undefined> {
  return (await aliasedKey(clients, backend)) ?? (await taggedKey(clients, backend));
}

/** The key that encrypts the backend's bucket and the stack's secrets, its rotation, and its alias. */
export function keySteps(clients: AwsClients, backend: Backend): readonly Step[] {
  const { keyAlias, keyTags } = backend;
  const there = async () => {
    const arn = await keyArn(clients, backend);
    if (arn !== undefined) return arn;
    throw new InvalidInput("bootstrap", [formatProblem("the key", undefined, keyAlias)]);
  };
  return [
    {
      what: "a KMS key, by which AWS's policy lets IAM of the account decide",
      isThere: async () => (await keyArn(clients, backend)) !== undefined,
      async make() {
        const client = await clients.kms();
        await client.createKey({
          Description: "Encrypts Pulumi's state and the secrets in it",
          Tags: Object.entries(keyTags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
        });
      },
    },
    {
      what: "its rotation, every year",
      async isThere() {
        const KeyId = await keyArn(clients, backend);
        if (KeyId === undefined) return false;
        const client = await clients.kms();
        return (await client.getKeyRotationStatus({ KeyId })).KeyRotationEnabled === true;
      },
      async make() {
        const client = await clients.kms();
        await client.enableKeyRotation({ KeyId: await there() });
      },
    },
    {
      what: `its alias ${keyAlias}`,
      isThere: async () => (await aliasedKey(clients, backend)) !== undefined,
      async make() {
        const client = await clients.kms();
        await client.createAlias({ AliasName: keyAlias, TargetKeyId: await there() });
      },
    },
  ];
}

async function aliasedKey(clients: AwsClients, { keyAlias }: Backend) {
  const client = await clients.kms();
  const described = client.describeKey({ KeyId: keyAlias });
  const { KeyMetadata } = await described.catch((error: unknown) => {
    if (!isNamed(error, "NotFoundException")) throw error;
    return { KeyMetadata: undefined };
  });
  if (KeyMetadata === undefined) return undefined;
  const { Arn, KeyState } = KeyMetadata;
  if (KeyState === "Enabled") return Arn;
  throw new InvalidInput("bootstrap", [formatProblem(keyAlias, KeyState, '"Enabled"')]);
}

async function taggedKey(clients: AwsClients, { keyTags }: Backend): Promise<string | undefined> {
  const { paginateListKeys } = await import("@aws-sdk/client-kms");
  const client = await clients.kms();
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    for (const { KeyId = "", KeyArn } of Keys) {
      const { KeyMetadata } = await client.describeKey({ KeyId });
      // Tags of AWS's own keys may not be read.
      if (KeyMetadata?.KeyManager !== "CUSTOMER" || KeyMetadata.KeyState !== "Enabled") continue;
      const { Tags = [] } = await client.listResourceTags({ KeyId });
      const isOwn = Tags.some(
        ({ TagKey, TagValue }) => TagKey === "Name" && TagValue === keyTags.Name,
      );
      if (isOwn) return KeyArn;
    }
  }
  return undefined;
}
