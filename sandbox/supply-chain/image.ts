import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A block of a tar archive, in bytes (POSIX.1-2017, pax). */
const BLOCK = 512;

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/** A container image: its manifest (OCI image specification 1.1), and what that names, by digest. */
export interface Image {
  readonly manifest: string;
  readonly blobs: ReadonlyMap<string, Buffer>;
}

/**
 * An image with the npm package left-pad 1.3.0 in it, and nothing that runs.
 *
 * @param label - of the image; another one makes another digest
 */
export function imageOf(label: string): Image {
  const blobs = new Map<string, Buffer>();
  const add = (bytes: Buffer) => {
    const digest = digestOf(bytes);
    blobs.set(digest, bytes);
    return { digest, size: bytes.length };
  };
  const installed = JSON.stringify({ name: "left-pad", version: "1.3.0", license: "WTFPL" });
  const layer = tar("app/node_modules/left-pad/package.json", Buffer.from(installed));
  const config = {
    architecture: "amd64",
    os: "linux",
    config: { Labels: { case: label } },
    rootfs: { type: "layers", diff_ids: [digestOf(layer)] },
  };
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: {
      mediaType: "application/vnd.oci.image.config.v1+json",
      ...add(Buffer.from(JSON.stringify(config))),
    },
    layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", ...add(gzipSync(layer)) }],
  });
  return { manifest, blobs };
}

/** Writes an image as an OCI image layout; answers its digest. */
export function writeLayout(folder: string, { manifest, blobs }: Image): string {
  const bytes = Buffer.from(manifest);
  const digest = digestOf(bytes);
  mkdirSync(join(folder, "blobs", "sha256"), { recursive: true });
  for (const [name, content] of [...blobs, [digest, bytes] as const]) {
    writeFileSync(join(folder, "blobs", "sha256", name.replace("sha256:", "")), content);
  }
  writeFileSync(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  const manifests = [{ mediaType: MANIFEST, digest, size: bytes.length }];
  writeFileSync(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests }));
  return digest;
}

/** Digest of bytes, as OCI writes it: `sha256:...`. */
function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
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
