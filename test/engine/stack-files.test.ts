import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import fc from "fast-check";
import { ENVIRONMENTS } from "../../infra/environments";
import { InvalidInput } from "../../infra/problems";
import { settingsFromConfig } from "../../infra/settings/parse";
import { configOf, readProjectFile } from "../../infra/settings/project-file";
import { cleanVariables } from "../../sandbox/environment";
import { foldersOf } from "../../sandbox/folders";
import { openProject } from "../../sandbox/project";
import { capture } from "../../tools/children.mjs";
import { findPulumi } from "../../tools/setup/pulumi.mjs";

const ROOT = join(import.meta.dirname, "../..");

describe("the stack files, read by the sandbox and by the CLI's own `config`", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-stack-files-"));
  const project = join(folder, "project");
  const odd = join(folder, "odd");
  after(() => rmSync(folder, { recursive: true }));

  /** What the CLI makes of the stack files in `cwd`. */
  async function pulumi(cwd: string, ...words: string[]): Promise<string> {
    const cli = process.env.NC_PULUMI ?? (await findPulumi()) ?? "pulumi";
    const env = cleanVariables(process.env, foldersOf(join(folder, "sandbox")), dirname(cli));
    return capture(cli, [...words, "--non-interactive"], { cwd, env });
  }

  async function configByCli(cwd: string, stack: string): Promise<Record<string, string>> {
    const said = await pulumi(cwd, "config", "--json", "--stack", stack);
    const config = JSON.parse(said) as Record<string, { value: string }>;
    return Object.fromEntries(Object.entries(config).map(([key, { value }]) => [key, value]));
  }

  before(async () => {
    mkdirSync(odd);
    writeFileSync(join(odd, "Pulumi.yaml"), "name: odd\nruntime: nodejs\n");
    await pulumi(odd, "stack", "init", "dev");
  });

  for (const environment of ENVIRONMENTS) {
    it(`give the same settings of ${environment}, as shipped`, async () => {
      mkdirSync(project, { recursive: true });
      for (const file of ["Pulumi.yaml", `Pulumi.${environment}.yaml`]) {
        cpSync(join(ROOT, file), join(project, file));
      }
      await pulumi(project, "stack", "init", environment);
      const config = await configByCli(project, environment);
      const settings = openProject(ROOT).settings(environment);
      expect(settingsFromConfig("nc-platform", environment, config)).to.deep.equal(settings);
    });
  }

  const file = join(odd, "Pulumi.dev.yaml");
  const write = (values: readonly string[]) =>
    writeFileSync(
      file,
      `config:\n${values.map((value, at) => `  odd:k${at}: ${value}\n`).join("")}`,
    );

  /** What is read of these values without the CLI; nothing if one of them is refused. */
  function readOdd(values: readonly string[]): Record<string, string> | undefined {
    write(values);
    try {
      const found = readProjectFile(pathToFileURL(file));
      return found && configOf("odd", found);
    } catch (error) {
      if (error instanceof InvalidInput) return undefined;
      throw error;
    }
  }

  /** Whether a value is accepted, and ends where its line does. */
  const isRead = (value: string) => readOdd([value, "end"])?.["odd:k1"] === "end";

  /** Expects that the CLI reads these values alike, or refuses them; one call reads many. */
  async function expectAlike(values: readonly string[]): Promise<void> {
    const own = comparable(readOdd(values));
    const config = await configByCli(odd, "dev").catch((error: Error) => {
      expect(error.message).to.contain("invalid YAML file");
    });
    if (config) expect(comparable(config)).to.deep.equal(own);
    if (config || values.length < 2) return;
    const half = values.length / 2;
    await expectAlike(values.slice(0, half));
    await expectAlike(values.slice(half));
  }

  it("give the same of every scalar that YAML's versions know, where they are not refused", async () => {
    const values = ODD.flatMap(forms).filter(isRead);
    expect(values.length).to.be.greaterThan(150);
    await expectAlike(values);
  });

  it("give the same of any scalars", async () => {
    const scalar = fc.oneof(
      fc.stringMatching(/^[-+.0-9a-zA-Z_:/ ~<=#'"\\é]{1,12}$/),
      fc.stringMatching(/^[-+]?[0-9][0-9xXoObB_.eE:+-]{0,9}$/),
      fc.stringMatching(/^[1-9][0-9.]{1,8}$/),
      fc.string().map((text) => JSON.stringify(text)),
    );
    const scalars = fc.array(scalar, { minLength: 100, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(scalars, (some) => expectAlike(some.flatMap(forms).filter(isRead))),
      { numRuns: 5, endOnFailure: true },
    );
  });
});

/** Scalars that some version of YAML reads as something of its own. */
const ODD = [
  ...["true", "True", "FALSE", "yes", "No", "on", "off", "y", "n", "null", "~", "=", "<", "<<"],
  ...["0", "-0", "12", "-12", "+12", "00", "012", "018", "012345678901", "111111111111"],
  ...["0o14", "0x1F", "0b11", "1_000", "1.5", "-1.5", ".5", "5.", "1.50", "0.0001", "1e3", "1e400"],
  ...["1_e3", "1e_3", "1e3_", "1e_-3", "0_x1F", "0_o14", "-0_b11", "._5", "1_.5", "2026-0_1-01"],
  ...[".inf", "-.Inf", ".nan", "9007199254740993", "123456789012345", "999999.9999"],
  ...["09:00", "1:30", "190:20:30", "2026-01-01", "2026-01-01T00:00:00Z", "1.2.3", "10.0.0.0/16"],
  ...[
    "1a",
    "0a1b",
    "1e",
    "v1",
    "-x",
    "+x",
    ".x",
    "- x",
    "a b",
    "a:b",
    "a#b",
    "x # y",
    ":a",
    "@",
    "%a",
  ],
  ...["''", '""', "'012'", '"1e3"', "'a''b'", '"a\\x41\\u00e9\\n"', "!!str 1", "*a", "&a b"],
];

/** The places where a scalar can stand: alone, in a list, in a map, as a key. */
function forms(scalar: string): string[] {
  const nested = [`[${scalar}]`, `{k: ${scalar}}`, `{k: [x, ${scalar}]}`, `{${scalar}: x}`];
  return [scalar, ...nested, `\n    ${scalar}: x`, `\n    - ${scalar}`, `|\n    ${scalar}\n    x`];
}

/** The config with its JSON parsed: the CLI writes the keys in order. */
function comparable(config: Record<string, string> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).map(([key, text]) => [key, parsed(text)]));
}

function parsed(text: string): unknown {
  try {
    return /^[[{]/.test(text) ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
