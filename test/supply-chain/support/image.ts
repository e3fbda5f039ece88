import { imageOf, writeLayout } from "../../../sandbox/supply-chain/image";
import { succeed } from "../../../sandbox/supply-chain/processes";

/**
 * Pushes an image with the npm package left-pad 1.3.0 in it to a registry on loopback, without a daemon.
 *
 * @param folder - an empty one, for the image's layout
 * @param repository - `host:port/name`
 * @param label - of the image; another one makes another digest
 * @returns the image's digest
 */
export async function pushImage(
  oras: string,
  folder: string,
  repository: string,
  label: string,
): Promise<string> {
  const digest = writeLayout(folder, imageOf(label));
  await succeed(oras, [
    ...["cp", "--no-tty", "--from-oci-layout", "--to-plain-http"],
    ...[`${folder}@${digest}`, `${repository}:sha-${digest.slice(7, 14)}`],
  ]);
  return digest;
}
