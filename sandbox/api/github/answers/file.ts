import { createHash } from "node:crypto";
import { complete } from "../openapi/complete";
import type { Repository } from "../state/state";

const MAIN = "main";

/**
 * Text of a file in a branch; nothing where there is none.
 *
 * @param ref - short or full name of the branch. @default - the default branch
 */
export function fileOf(
  { files, branchFiles }: Repository,
  path: string,
  ref: string = MAIN,
): string | undefined {
  const branch = ref.replace(/^refs\/heads\//, "");
  return branchFiles[branch]?.[path] ?? files[path];
}

/** A file, as GitHub shows it. */
export function fileAnswer(path: string, text: string) {
  const bytes = Buffer.from(text);
  return complete("content-file", {
    type: "file",
    path,
    name: path.split("/").at(-1) ?? path,
    size: bytes.length,
    sha: blobId(text),
    encoding: "base64",
    content: bytes.toString("base64"),
  });
}

/** Git's id of a file's text (Pro Git, 10.2). */
export function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
