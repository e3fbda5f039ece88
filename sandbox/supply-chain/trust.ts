import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { succeed } from "./processes";

/** Since when the services are trusted: before any certificate of theirs. */
const START = "2020-01-01T00:00:00Z";

/** Files that say whom to trust, and where to sign. */
export interface Trust {
  readonly trustedRoot: string;
  readonly signingConfig: string;
}

const trustBundle = z.object({
  chains: z.array(z.object({ certificates: z.array(z.string()) })).length(1),
});

/**
 * Writes both with cosign, from what the services say of themselves.
 *
 * @param folder - where to write
 */
export async function writeTrust(
  cosign: string,
  urls: { readonly fulcio: string; readonly timestamps: string },
  folder: string,
): Promise<Trust> {
  const fulcioChain = join(folder, "fulcio.pem");
  const timestampChain = join(folder, "timestamps.pem");
  const bundle = trustBundle.parse(JSON.parse(await get(`${urls.fulcio}/api/v2/trustBundle`)));
  writeFileSync(fulcioChain, bundle.chains.flatMap(({ certificates }) => certificates).join("\n"));
  const timestampUrl = `${urls.timestamps}/api/v1/timestamp`;
  writeFileSync(timestampChain, await get(`${timestampUrl}/certchain`));

  const trustedRoot = join(folder, "trusted_root.json");
  const signingConfig = join(folder, "signing_config.json");
  const since = `start-time=${START}`;
  await succeed(cosign, [
    ...["trusted-root", "create", "--out", trustedRoot],
    `--fulcio=url=${urls.fulcio},certificate-chain=${fulcioChain},${since}`,
    `--tsa=url=${timestampUrl},certificate-chain=${timestampChain},${since}`,
  ]);
  await succeed(cosign, [
    ...["signing-config", "create", "--out", signingConfig, "--tsa-config=ANY"],
    `--fulcio=url=${urls.fulcio},api-version=1,${since},operator=test`,
    `--tsa=url=${timestampUrl},api-version=1,${since},operator=test`,
  ]);
  return { trustedRoot, signingConfig };
}

async function get(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.text();
}
