import { expect } from "chai";
import { container } from "../../../infra/catalog/compute";
import { InvalidInput, parse } from "../../../infra/problems";
import { read, refuses } from "./entries";

/** Whole numbers from `first` to `last`, every `step`. */
const every = (step: number, first: number, last: number): number[] =>
  Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);

/**
 * Memory in GB that Fargate takes with each CPU size: Amazon ECS developer guide, "Troubleshoot Amazon
 * ECS task definition invalid CPU or memory errors". cfn-lint's `fargate_cpu_memory.json` says the same.
 */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  "0.25 vCPU": [0.5, 1, 2],
  "0.5 vCPU": [1, 2, 3, 4],
  "1 vCPU": [2, 3, 4, 5, 6, 7, 8],
  "2 vCPU": every(1, 4, 16),
  "4 vCPU": every(1, 8, 30),
  "8 vCPU": [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60],
  "16 vCPU": [32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120],
};

const taken = (cpu: string, gigabytes: number): boolean => {
  try {
    parse(container.size, { cpu, memory: `${gigabytes} GB` }, "size");
    return true;
  } catch (error) {
    if (error instanceof InvalidInput) return false;
    throw error;
  }
};

describe("what runs as a container", () => {
  for (const [cpu, memory] of Object.entries(SIZES)) {
    it(`has with ${cpu} the memory that Fargate takes, and no other`, () => {
      const asked = [0.25, ...every(0.5, 0.5, 136)];
      expect(asked.filter((each) => taken(cpu, each))).to.deep.equal(memory);
    });
  }

  it("is as small as a Fargate task can be, and runs twice, where nothing is said", () => {
    expect(read("svc")).to.deep.include({
      size: { cpu: 256, memory: 512 },
      architecture: "x86_64",
      user: 10_001,
      stopTimeout: 30,
    });
    expect(read("wrk")).to.deep.include({
      health: { command: ["check"], interval: 30, timeout: 5, retries: 3, startPeriod: 30 },
      scaling: { min: 2, max: 6, backlogPerTask: 100 },
    });
  });

  refuses([
    ["svc", { size: { cpu: "0.3 vCPU" } }, "size.cpu"],
    ["svc", { size: { cpu: "3 vCPU" } }, "expected 0.25, 0.5, 1, 2, 4, 8, 16 vCPU"],
    [
      "svc",
      { size: { cpu: "1 vCPU", memory: "9 GB" } },
      'size.memory is "9 GB": expected 2 to 8 GB in steps of 1 GB with 1 vCPU',
    ],
    [
      "svc",
      { size: { cpu: "16 vCPU", memory: "36 GB" } },
      'size.memory is "36 GB": expected 32 to 120 GB in steps of 8 GB with 16 vCPU',
    ],
    ["svc", { size: { memory: "1.5 GB" } }, "expected 0.5, 1 or 2 GB with 0.25 vCPU"],
    ["svc", { scaling: { min: 3, max: 2 } }, "scaling.max is 2: expected at least min, which is 3"],
    ["svc", { architecture: "arm" }, 'expected one of "x86_64", "arm64"'],
    ["svc", { command: [] }, "command is []: expected at least 1"],
    ["svc", { command: [""] }, 'command[0] is "": expected at least 1 characters'],
    ["wrk", { health: { command: [] } }, "health.command is []: expected at least 1"],
    ["wrk", { health: { command: [""] } }, 'health.command[0] is "": expected at least 1'],
  ]);

  // Amazon ECS developer guide, "Task metadata", and Docker's `docker run`, "Environment variables".
  for (const key of ["port", "home", "hostname", "path", "term"]) {
    it(`has no parameter ${key}, whose variable it is given`, () => {
      const want = `another key, as a container is given ${key.toUpperCase()} by its platform`;
      expect(() => read("wrk", { config: { [key]: "x" } })).to.throw(
        InvalidInput,
        `config.${key} is "x": expected ${want}`,
      );
    });
  }

  it("has no parameter whose variable begins as those of ECS do", () => {
    const want = "expected another key, as a container is given ECS_IMAGE by its platform";
    expect(() => read("wrk", { config: { "ecs-image": "x" } })).to.throw(InvalidInput, want);
  });

  it("has one or the other architecture, and as few tasks as one", () => {
    const scaling = { min: 1, max: 1 };
    expect(read("svc", { architecture: "arm64", scaling })).to.deep.include({
      architecture: "arm64",
    });
  });
});

describe("what runs as a Lambda function", () => {
  it("has Lambda's newest Node.js, on ARM, where nothing is said", () => {
    expect(read("fn")).to.deep.include({
      runtime: "nodejs24.x",
      handler: "index.handler",
      memory: 256,
      architecture: "arm64",
    });
  });

  it("may have a handler in a folder, and either architecture", () => {
    const change = { handler: "dist/a_b-c.main", architecture: "x86_64" };
    expect(read("fn", change)).to.deep.include(change);
  });

  refuses([
    [
      "fn",
      {
        timeout: "15 minutes",
        migrations: { command: ["m"], secret: "db" },
        secrets: { db: {} },
      },
      'timeout is "15 minutes": expected at most 840 seconds, as the function runs migrations',
    ],
  ]);

  refuses([
    ["fn", { handler: "a b" }, 'handler is "a b": expected a handler such as "index.handler"'],
    ["fn", { handler: " a" }, 'handler is " a": expected a handler such as "index.handler"'],
    ["fn", { handler: "a$" }, 'handler is "a$": expected a handler such as "index.handler"'],
    ["fn", { runtime: "nodejs18.x" }, 'runtime is "nodejs18.x": expected one of'],
  ]);
});
