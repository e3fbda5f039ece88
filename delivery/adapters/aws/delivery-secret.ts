import { z } from "zod";
import { InvalidInput } from "../../../infra/problems";
import { keepSecret } from "../../../infra/secrets";
import type { App } from "../github/token";
import { readAnswer } from "../read-answer";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

const SUBJECT = "the secret of deliveries";

/** What the secret holds: a GitHub App with its installation and its key as PEM, and who asks for change tickets. */
const SECRET = z.strictObject({
  appId: z.int().positive(),
  installationId: z.int().positive(),
  privateKey: z.string().startsWith("-----BEGIN"),
  /** Header Authorization for another system of change tickets. @default - tickets are asked for without one */
  changeTicketsAuthorization: z.string().min(1).optional(),
});

/** With what a delivery proves itself. */
export interface DeliverySecret {
  readonly app: App;
  readonly changeTicketsAuthorization?: string | undefined;
}

/**
 * Reads a secret of the environment's account. No part of it is ever shown.
 *
 * @param name - of the secret, such as `/nc/stg/platform/secret/delivery`
 * @throws {InvalidInput} if it has no value, or another one
 */
export async function readDeliverySecret(
  clients: AwsClients,
  name: string,
): Promise<DeliverySecret> {
  const text = await findSecretText(clients, name);
  if (text !== undefined) return parseDeliverySecret(text, name);
  throw new InvalidInput(SUBJECT, [`${name} is missing, or has no value: see docs/delivery.md`]);
}

/** The text of a secret; nothing where there is no such secret, or it has no value. */
export async function findSecretText(
  clients: AwsClients,
  name: string,
): Promise<string | undefined> {
  const client = await clients.secretsManager();
  try {
    return (await client.getSecretValue({ SecretId: name })).SecretString ?? "";
  } catch (error) {
    if (isNamed(error, "ResourceNotFoundException")) return undefined;
    throw error;
  }
}

/** @throws {InvalidInput} if the text is no such secret; no part of it is shown */
export function parseDeliverySecret(text: string, name: string): DeliverySecret {
  const { appId, installationId, privateKey, changeTicketsAuthorization } = readAnswer(
    SECRET,
    json(text, name),
    { subject: SUBJECT, what: name },
  );
  keepSecret(privateKey);
  keepSecret(changeTicketsAuthorization ?? "");
  return {
    app: { id: appId, installation: installationId, privateKey },
    changeTicketsAuthorization,
  };
}

/** Its words could have the value in them. */
function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput(SUBJECT, [`${name} is no JSON`]);
  }
}
