import { factsOf, type Workload } from "../../../infra/catalog/workload";
import { digestOf, imageOfVersion } from "./images";
import { type Zip, zipOf } from "./zips";

/** What runs: an image, as its manifest (OCI image specification 1.1), or a zip; of Terraform, a commit is applied. */
export type Code =
  | { readonly type: "image"; readonly manifest: string }
  | ({ readonly type: "zip" } & Zip)
  | { readonly type: "configuration"; readonly commit: string };

/** What the build of a workload's version makes: the same at any time. */
export function codeOf(
  workload: Workload,
  version: string,
): Exclude<Code, { type: "configuration" }> {
  return factsOf(workload).shipsImage
    ? { type: "image", manifest: imageOfVersion(workload.name, version).manifest }
    : { type: "zip", ...zipOf(workload.name, version) };
}

/** Digest of an image, a zip's SHA-256 as Lambda writes it, in Base64, or a commit. */
export function codeId(code: Code): string {
  switch (code.type) {
    case "image":
      return digestOf(code.manifest);
    case "zip":
      return code.sha256.toString("base64");
    case "configuration":
      return code.commit;
  }
}
