import { type Copy, DockerfileParser, type From, type Instruction, type Run } from "dockerfile-ast";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/** An image by the digest of its bytes: its tag may come to be another image. */
const PINNED = /@sha256:[0-9a-f]{64}$/;
const WANT_PINNED = 'an image by its digest, such as "node:24@sha256:<64 hex digits>"';

/**
 * Checks that a Dockerfile builds the same image from the same commit, as far as it can say so: whatever it takes from
 * elsewhere is named by digest (CI/CL-002 §15). What its commands download is their own matter.
 *
 * @param file - its path, as messages name it
 * @throws {InvalidInput} that lists every problem, by line
 */
export function checkDockerfile(file: string, text: string): void {
  const dockerfile = DockerfileParser.parse(text);
  const stages = new Set<string>();
  const problems: string[] = [];
  const report = (line: number, field: string, got: unknown, want: string) =>
    problems.push(formatProblem(`${file}:${line} ${field}`, got, want));

  for (const directive of dockerfile.getDirectives()) {
    if (directive.getName().toLowerCase() !== "syntax") continue;
    const frontend = directive.getValue();
    // BuildKit downloads it, and lets it read the file in place of its own.
    if (!PINNED.test(frontend))
      report(directive.getRange().start.line + 1, "syntax", frontend, WANT_PINNED);
  }
  const froms = dockerfile.getFROMs();
  if (froms.length === 0) report(1, "FROM", "missing", WANT_PINNED);
  for (const each of dockerfile.getInstructions()) {
    const line = (each.getRange()?.start.line ?? 0) + 1;
    for (const image of imagesOf(each)) {
      if (isOwn(image, stages) || PINNED.test(image)) continue;
      report(line, each.getKeyword(), image, WANT_PINNED);
    }
    for (const url of addedUrls(each)) {
      report(line, "ADD", url, "a file of the repository: what a URL answers may change");
    }
    const stage = isFrom(each) ? each.getBuildStage() : null;
    if (stage !== null) stages.add(stage.toLowerCase());
  }
  if (problems.length > 0) throw new InvalidInput("the Dockerfile", problems);
}

/** Images, or stages, that an instruction takes something from. */
function imagesOf(instruction: Instruction): string[] {
  if (isFrom(instruction)) return [instruction.getImage() ?? ""];
  if (isCopy(instruction) || isRun(instruction)) {
    return instruction.getFlags().flatMap((flag) => {
      const value = flag.getValue() ?? "";
      if (flag.getName() === "from") return [value];
      if (flag.getName() !== "mount") return [];
      return value.split(",").flatMap((part) => (part.startsWith("from=") ? [part.slice(5)] : []));
    });
  }
  return [];
}

/** What an ADD takes from elsewhere: a URL, or a repository of git. */
function addedUrls(instruction: Instruction): string[] {
  if (instruction.getKeyword().toUpperCase() !== "ADD") return [];
  const words = instruction
    .getArguments()
    .map((each) => each.getValue().replace(/^["[]+|["\],]+$/g, ""));
  return words.filter((each) => /^([a-z+]+:\/\/|git@)/i.test(each));
}

/** Nothing, an earlier stage by its name, or one by its number. */
function isOwn(image: string, stages: ReadonlySet<string>): boolean {
  return image === "scratch" || stages.has(image.toLowerCase()) || /^\d+$/.test(image);
}

function isFrom(instruction: Instruction): instruction is From {
  return instruction.getKeyword().toUpperCase() === "FROM";
}

function isCopy(instruction: Instruction): instruction is Copy {
  return instruction.getKeyword().toUpperCase() === "COPY";
}

function isRun(instruction: Instruction): instruction is Run {
  return instruction.getKeyword().toUpperCase() === "RUN";
}
