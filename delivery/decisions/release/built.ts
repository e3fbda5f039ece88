import { z } from "zod";
import { artifact, digest, sha256 } from "./artifact";

const [image, zip, wheel] = artifact.options;
const evidence = { sbom: true, provenance: true } as const;

/** What the verbs of `nc build` answer, each with where its bytes are; further fields are left out. */
export const built = z
  .array(
    z.discriminatedUnion("type", [
      image
        .omit(evidence)
        .extend({ folder: z.string().min(1) })
        .strip(),
      z.object({ type: zip.shape.type, sha256, file: z.string().min(1) }),
      wheel
        .omit(evidence)
        .extend({ file: z.string().min(1) })
        .strip(),
    ]),
  )
  .min(1)
  .max(20);

/** One artifact that a build has made. */
export type Built = z.output<typeof built>[number];

/** SHA-256 of each artifact's SBOM, by the artifact's own. */
export const sboms = z.record(sha256, sha256);

/** SHA-256 of an artifact: of an image, that of its manifest. */
export function builtSha256(each: Built): string {
  return each.type === "image" ? digest.parse(each.digest).replace("sha256:", "") : each.sha256;
}
