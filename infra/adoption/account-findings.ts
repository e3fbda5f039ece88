import { z } from "zod";
import { formatProblem } from "../problems";
import { type Findings, type Import, NOTHING } from "./findings";
import { identityOf, type Place } from "./identity";
import type { AccountInventory, Existing } from "./inventory";
import type { Planned } from "./planned";

const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

/** The audience of the tokens that the platform's roles take (CI/CL-002 §4). */
const AUDIENCE = "sts.amazonaws.com";

const encryptions = z.array(z.object({ encryptionType: z.string() }));

/**
 * Compares what a plan creates with what is in the account.
 *
 * @throws what the inventory throws
 */
export async function accountFindings(
  planned: readonly Planned[],
  inventory: AccountInventory,
  place: Place,
): Promise<Findings> {
  const imports: Import[] = [];
  const clashes: string[] = [];
  let usesOidcProvider = false;
  for (const { type, name, inputs } of planned) {
    const identity = identityOf(type, inputs, place);
    const existing = identity === undefined ? undefined : await inventory.find(type, identity);
    if (!existing) continue;
    const problem = problemOf(type, existing);
    if (problem !== undefined) clashes.push(problem);
    else if (type === OIDC) usesOidcProvider = true;
    else imports.push({ type, name, id: existing.id });
  }
  return { ...NOTHING, imports, usesOidcProvider, clashes };
}

/** Why a resource cannot be taken over; nothing where it can. */
function problemOf(type: string, { id, properties }: Existing): string | undefined {
  const at = (property: string, want: string) =>
    formatProblem(`${id}: ${property}`, properties[property], want);
  switch (type) {
    case OIDC: {
      const audiences = z.array(z.string()).safeParse(properties.clientIdLists).data ?? [];
      if (audiences.includes(AUDIENCE)) return undefined;
      return at("clientIdLists", `"${AUDIENCE}" among them`);
    }
    case "aws:ecr/repository:Repository": {
      const given = encryptions.safeParse(properties.encryptionConfigurations).data ?? [];
      if (given.some(({ encryptionType }) => encryptionType.startsWith("KMS"))) return undefined;
      return at("encryptionConfigurations", "KMS: copy its images, and delete it");
    }
    case "aws:secretsmanager/secret:Secret":
      if (properties.deletedDate === undefined) return undefined;
      return at("deletedDate", "none: restore the secret, or wait until it is gone");
    default:
      return undefined;
  }
}
