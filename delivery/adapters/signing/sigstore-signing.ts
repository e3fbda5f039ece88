import { bundleToJSON } from "@sigstore/bundle";
import {
  CIContextProvider,
  DSSEBundleBuilder,
  FulcioSigner,
  InternalError,
  TSAWitness,
} from "@sigstore/sign";
import { InvalidInput } from "../../../infra/problems";
import type { Signing } from "../../ports/signing";
import { STATEMENT } from "./statement";

/** Where statements are signed. */
export interface SigningServices {
  /** Base URL of Fulcio, which gives a certificate of ten minutes for a token. */
  readonly fulcioUrl: string;
  /** Base URL of the timestamp authority, without `/api/v1/timestamp`: its timestamp outlives the certificate. */
  readonly timestampUrl: string;
  /** The job's token for Fulcio. @default - GitHub's own, which takes `id-token: write` */
  readonly token?: () => Promise<string>;
}

/** Audience of tokens for Fulcio (sigstore/fulcio, docs/oidc.md). */
const AUDIENCE = "sigstore";

/** Longest that one request may take, in milliseconds, and how often it is made again. */
const REQUEST = { timeout: 20_000, retry: 3 };

/** Signs statements without a key of its own: as the workflow whose job it runs in. */
export function sigstoreSigning({ fulcioUrl, timestampUrl, token }: SigningServices): Signing {
  const identityProvider = token ? { getToken: token } : new CIContextProvider(AUDIENCE);
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({ fulcioBaseURL: fulcioUrl, identityProvider, ...REQUEST }),
    witnesses: [new TSAWitness({ tsaBaseURL: timestampUrl, ...REQUEST })],
  });
  return {
    async sign(statement) {
      const made = builder.create({ data: Buffer.from(statement), type: STATEMENT });
      const bundle = await made.catch((error: unknown) => {
        if (!(error instanceof InternalError)) throw error;
        throw new InvalidInput("signing the statement", [`${error.code}: ${error.message}`]);
      });
      return JSON.stringify(bundleToJSON(bundle));
    },
  };
}
