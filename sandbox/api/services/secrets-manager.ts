import { createHash } from "node:crypto";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { Entry } from "../../cloud/record";
import { keyAsks } from "../authorization/key-asks";
import { arnOf, type Call } from "../call";
import { type Ask, operation } from "../operation";
import { ownEntries } from "../own-entries";
import { service } from "../service";
import { ServiceError } from "../service-error";

const SECRET = "aws:secretsmanager/secret:Secret";

/** The current values of secrets, by the secret's ARN. */
const VALUES = ownEntries<{ value: string; versionId: string }>("sandbox:secretsmanager/value");

const GET_SECRET_VALUE = operation(GetSecretValueCommand, {
  asks: ({ SecretId }, call) => asks(call, "GetSecretValue", SecretId, ["Decrypt"]),
  handle({ SecretId }, call) {
    const { state } = secretWith(call, SecretId);
    const current = VALUES.get(call.account.cloud, String(state.arn));
    if (!current) {
      const message =
        "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";
      throw new ServiceError("ResourceNotFoundException", message);
    }
    return {
      ARN: String(state.arn),
      Name: String(state.name),
      VersionId: current.versionId,
      SecretString: current.value,
      VersionStages: ["AWSCURRENT"],
    };
  },
});

const PUT_SECRET_VALUE = operation(PutSecretValueCommand, {
  asks: ({ SecretId }, call) =>
    asks(call, "PutSecretValue", SecretId, ["GenerateDataKey", "Decrypt"]),
  handle({ SecretId, SecretString = "" }, call) {
    const { state } = secretWith(call, SecretId);
    const versionId = createHash("sha256").update(SecretString).digest("hex").slice(0, 32);
    VALUES.put(call.account.cloud, String(state.arn), { value: SecretString, versionId });
    return {
      ARN: String(state.arn),
      Name: String(state.name),
      VersionId: versionId,
      VersionStages: ["AWSCURRENT"],
    };
  },
});

/** Secrets Manager: the current version of each secret alone. */
export const SECRETS_MANAGER = service(new SecretsManagerClient({ region: "us-east-1" }), [
  GET_SECRET_VALUE,
  PUT_SECRET_VALUE,
]);

function asks(call: Call, action: string, id = "", onKey: readonly string[]): Ask[] {
  const state = find(call, id)?.state;
  const resource = state ? String(state.arn) : arnOf(call, "secretsmanager", `secret:${id}`);
  return [
    { action: `secretsmanager:${action}`, resource },
    ...keyAsks(call, {
      keyArn: state?.kmsKeyId,
      actions: onKey,
      service: "secretsmanager",
      encryptionContext: { SecretARN: resource },
    }),
  ];
}

function find({ account }: Call, id: string): Entry | undefined {
  return account.cloud.list(SECRET).find(({ state }) => state.arn === id || state.name === id);
}

function secretWith(call: Call, id = ""): Entry {
  const found = find(call, id);
  if (found) return found;
  throw new ServiceError(
    "ResourceNotFoundException",
    "Secrets Manager can't find the specified secret.",
  );
}
