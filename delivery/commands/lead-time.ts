import { pathToFileURL } from "node:url";
import { z } from "zod";
import { criticalPath, totalMinutes } from "../../infra/lead-time/critical-path";
import { formatProblem, InvalidInput, ProblemList } from "../../infra/problems";
import { readStackFile } from "../../infra/settings/stack-file";
import { CATALOG, catalogIn } from "../adapters/catalog";
import { type Session, verb } from "../cli/verb";
import { workload } from "./options";

/** `nc lead-time`: how long a release takes from its tag to prod, whatever people do (CI/CL-002 §19). */
export const leadTime = verb({
  summary: "Shows how long a release takes from its tag to prod, and refuses what is too slow.",
  example: "nc lead-time billing",
  input: z.strictObject({
    workload: workload.optional().meta({ description: "of one workload alone" }),
    catalog: z
      .string()
      .optional()
      .meta({ description: "folder of another catalog than the project's stacks/catalog" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({
    /** The most that it may take (`kpi.leadTimeMinutes` of prod). */
    targetMinutes: z.number(),
    workloads: z.array(
      z.strictObject({
        workload: z.string(),
        minutes: z.number(),
        steps: z.array(z.strictObject({ name: z.string(), minutes: z.number() })),
      }),
    ),
  }),
  async run(input, session) {
    const { stg, prod, catalog } = await read(input.catalog, session);
    const asked = catalog.filter(
      ({ name, retired }) => retired === undefined && [undefined, name].includes(input.workload),
    );
    if (input.workload !== undefined && asked.length === 0) {
      const want = `one of ${catalog.map(({ name }) => name).join(", ")}`;
      throw new InvalidInput("nc lead-time", [formatProblem("<workload>", input.workload, want)]);
    }
    const targetMinutes = prod.kpi.leadTimeMinutes;
    const workloads = asked.map((each) => {
      const steps = criticalPath(each, { stg, prod });
      return { workload: each.name, minutes: totalMinutes(steps), steps };
    });
    return {
      result: workloads.every(({ minutes }) => minutes <= targetMinutes) ? "pass" : "fail",
      answer: { targetMinutes, workloads },
      lines: workloads.flatMap((each) => linesOf(each, targetMinutes)),
    };
  },
});

/** @throws {InvalidInput} that lists every problem of both stack files and of the catalog */
async function read(catalogFolder: string | undefined, { project }: Session) {
  const problems = new ProblemList();
  const settingsOf = (environment: "stg" | "prod") =>
    problems.attempt(() => readStackFile(project, environment).settings);
  const [stg, prod] = [settingsOf("stg"), settingsOf("prod")];
  const folder =
    catalogFolder === undefined ? new URL(CATALOG, project) : pathToFileURL(`${catalogFolder}/`);
  const catalog = await catalogIn(folder).catch((error) => problems.add(error));
  problems.throwIfAny("nc lead-time");
  if (!stg || !prod || !catalog) throw new Error("what was not read has a problem");
  return { stg, prod, catalog };
}

interface Shown {
  readonly workload: string;
  readonly minutes: number;
  readonly steps: readonly { readonly name: string; readonly minutes: number }[];
}

function linesOf({ workload, minutes, steps }: Shown, target: number): string[] {
  const over = minutes > target ? `, ${minutes - target} more than kpi.leadTimeMinutes` : "";
  return [
    `${workload}: ${minutes} of at most ${target} minutes from tag to prod${over}`,
    ...steps.map((step) => `  ${step.name.padEnd(17)} ${String(step.minutes).padStart(4)}`),
  ];
}
