import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A plan: what Terraform wrote, which may hold secrets, and its SHA-256 in hex. */
export interface PlanFile {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Runs `work` with the path of a file that holds a plan, and is removed after it. */
export function withPlanFile<T>(plan: Uint8Array, work: (file: string) => Promise<T>): Promise<T> {
  return withPath(async (file) => {
    await writeFile(file, plan, { mode: 0o600 });
    return work(file);
  });
}

/** Runs `work` with the path of a file that it writes a plan to. Answers the plan, and what `work` answers. */
export function planWrittenBy<T>(
  work: (file: string) => Promise<T>,
): Promise<{ readonly plan: PlanFile; readonly answer: T }> {
  return withPath(async (file) => {
    const answer = await work(file);
    const bytes = await readFile(file);
    return { plan: { bytes, sha256: createHash("sha256").update(bytes).digest("hex") }, answer };
  });
}

async function withPath<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "nc-plan-"));
  try {
    return await work(join(folder, "tfplan.bin"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
