import { createHmac, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { z } from "zod";
import type { Signing, Verification } from "../../../delivery/ports/signing";
import { InvalidInput } from "../../../infra/problems";
import type { World } from "../../api/world";

/** Media type of in-toto statements (in-toto attestation framework, "Envelope"). */
const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** An envelope (DSSE 1.0) with the one signature that a run gives it. */
const ENVELOPE = z.strictObject({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: z.base64(),
  signatures: z.tuple([
    z.strictObject({ keyid: z.string().regex(/^\S+ [1-9]\d*$/), sig: z.base64() }),
  ]),
});

/** Where an envelope is in a bundle, as in Sigstore's. */
const BUNDLE = z.strictObject({ dsseEnvelope: ENVELOPE });

/** The run of a workflow that signs: its `job_workflow_ref`, and its repository's id. */
export interface Signer {
  readonly identity: string;
  readonly repositoryId: number;
}

/**
 * Signs as a run does. Each workflow of each repository has a key of its own, which follows from the secret of the
 * simulated GitHub: nobody else has it, and whoever knows the accounts can verify what was signed in an earlier process.
 */
export function rehearsedSigning(
  { issuerSecret }: Pick<World, "issuerSecret">,
  signer: Signer,
): Signing {
  return {
    async sign(statement) {
      const keyid = keyIdOf(signer);
      const payload = Buffer.from(statement);
      const sig = sign(null, preAuthEncoding(payload), keyOf(issuerSecret, keyid));
      const signatures = [{ keyid, sig: sig.toString("base64") }];
      const envelope = {
        payloadType: PAYLOAD_TYPE,
        payload: payload.toString("base64"),
        signatures,
      };
      return JSON.stringify({ dsseEnvelope: envelope });
    },
  };
}

/** Verifies what {@link rehearsedSigning} has signed. */
export function rehearsedVerification({ issuerSecret }: Pick<World, "issuerSecret">): Verification {
  return {
    async verify(bundle) {
      const { payload, signatures } = envelopeIn(bundle);
      const [{ keyid, sig }] = signatures;
      const bytes = Buffer.from(payload, "base64");
      const key = createPublicKey(keyOf(issuerSecret, keyid));
      if (!verify(null, preAuthEncoding(bytes), key, Buffer.from(sig, "base64"))) {
        throw refused(`its signature is none of ${keyid}`);
      }
      const [identity = "", repositoryId = ""] = keyid.split(" ");
      return { statement: bytes.toString(), identity, repositoryId: Number(repositoryId) };
    },
  };
}

function envelopeIn(bundle: string): z.output<typeof ENVELOPE> {
  try {
    return BUNDLE.parse(JSON.parse(bundle)).dsseEnvelope;
  } catch {
    throw refused("it is no envelope with one signature");
  }
}

function refused(why: string): InvalidInput {
  return new InvalidInput("the signed statement", [why]);
}

function keyIdOf({ identity, repositoryId }: Signer): string {
  return `${identity} ${repositoryId}`;
}

/** The private key of a signer: Ed25519, from a seed (RFC 8410, section 7: its PKCS #8 form). */
function keyOf(secret: string | Buffer, keyid: string) {
  const seed = createHmac("sha256", secret).update(keyid).digest();
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
}

/** What is signed (DSSE 1.0, "Signature definition": PAE). */
function preAuthEncoding(payload: Buffer): Buffer {
  const length = Buffer.byteLength(PAYLOAD_TYPE);
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${length} ${PAYLOAD_TYPE} ${payload.length} `),
    payload,
  ]);
}
