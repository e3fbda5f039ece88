import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { checkPyproject } from "../../decisions/build/pyproject";
import { withCommitFiles } from "../git/commit-files";
import { runTool, type ToolRun } from "./run-tool";

/** A wheel to be built of a commit. */
export interface WheelSource {
  /** Folder of the checkout. */
  readonly checkout: string;
  /** Full id of the commit, 40 hex digits. */
  readonly commit: string;
  /** Folder of the repository that holds `pyproject.toml`. */
  readonly project: string;
  /** Python that has `build` and the backend, as `tools/setup/python/wheel/requirements.txt` pins them. */
  readonly python: string;
  /** Folder that gets the wheel. */
  readonly to: string;
}

/** A wheel that was built. */
export interface BuiltWheel {
  /** Path of the file. */
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Builds a wheel of a commit's files, without downloading anything: the backend is the one that is there.
 *
 * @throws {InvalidInput} for a project of another backend or of no exact version of it, or a build that fails
 */
export async function buildWheel(source: WheelSource, run: ToolRun): Promise<BuiltWheel> {
  const { checkout, commit, project, python, to } = source;
  const parent = await mkdtemp(join(tmpdir(), "nc-wheel-"));
  try {
    await withCommitFiles(checkout, commit, async ({ folder, time }) => {
      const name = join(project, "pyproject.toml");
      const text = await readFile(join(folder, name), "utf8").catch(() => {
        const problem = formatProblem(
          "project",
          project,
          "a folder of the commit with its pyproject.toml",
        );
        throw new InvalidInput("the wheel", [problem]);
      });
      checkPyproject(name, text);
      const words = ["-I", "-m", "build", "--wheel", "--no-isolation", "--outdir", parent];
      const own = { SOURCE_DATE_EPOCH: String(time), PYTHONHASHSEED: "0" };
      await runTool(python, [...words, join(folder, project)], { ...run, own });
    });
    const [name, ...others] = await readdir(parent);
    if (name === undefined || others.length > 0) {
      throw new InvalidInput("the wheel", [formatProblem("files", others.length + 1, "one")]);
    }
    const bytes = await readFile(join(parent, name));
    const file = join(to, name);
    await mkdir(to, { recursive: true });
    await writeFile(file, bytes);
    return { file, bytes };
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
