import { putObject } from "../../../../sandbox/api/simulation/objects";
import type { TestApi } from "./test-api";

/** Puts an object with a version of the test's choice, which S3 would choose itself. */
export function putVersion(
  { world }: Pick<TestApi, "world">,
  object: {
    readonly bucket: string;
    readonly key: string;
    readonly bytes: Buffer;
    readonly versionId: string;
  },
): void {
  const [account] = world.accounts;
  if (account === undefined) throw new Error("the world has an account");
  const { bucket, key, bytes, versionId } = object;
  const content = bytes.toString("base64");
  const stored = { bucket, key, content, contentType: "application/octet-stream", metadata: {} };
  putObject(account, stored, world.clock.now(), versionId);
}
