import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { succeed } from "./processes";

/** A block of a tar archive, in bytes (POSIX.1-2017, pax). */
const BLOCK = 512;

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

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
  const digest = writeLayout(folder, label);
  await succeed(oras, [
    ...["cp", "--no-tty", "--from-oci-layout", "--to-plain-http"],
    ...[`${folder}@${digest}`, `${repository}:sha-${digest.slice(7, 14)}`],
  ]);
  return digest;
}

/** Writes the layout of that image; answers its digest. */
export function writeLayout(folder: string, label: string): string {
  const blobs = join(folder, "blobs", "sha256");
  mkdirSync(blobs, { recursive: true });
  const add = (bytes: Buffer | string) => {
    const hex = createHash("sha256").update(bytes).digest("hex");
    writeFileSync(join(blobs, hex), bytes);
    return { digest: `sha256:${hex}`, size: Buffer.byteLength(bytes) };
  };
  const installed = JSON.stringify({ name: "left-pad", version: "1.3.0", license: "WTFPL" });
  const layer = tar("app/node_modules/left-pad/package.json", Buffer.from(installed));
  const diffId = createHash("sha256").update(layer).digest("hex");
  const config = JSON.stringify({
    architecture: "amd64",
    os: "linux",
    config: { Labels: { case: label } },
    rootfs: { type: "layers", diff_ids: [`sha256:${diffId}`] },
  });
  const manifest = add(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: "application/vnd.oci.image.config.v1+json", ...add(config) },
      layers: [
        { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", ...add(gzipSync(layer)) },
      ],
    }),
  );
  writeFileSync(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  const index = { schemaVersion: 2, manifests: [{ mediaType: MANIFEST, ...manifest }] };
  writeFileSync(join(folder, "index.json"), JSON.stringify(index));
  return manifest.digest;
}

/** A tar archive of one file, of nobody and of no time. */
function tar(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, "0");
  header.write(name, 0);
  header.write(octal(0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\u000000", 257);
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      7,
    )}\0`,
    148,
  );
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Buffer.concat([header, content, padding, Buffer.alloc(2 * BLOCK)]);
}
