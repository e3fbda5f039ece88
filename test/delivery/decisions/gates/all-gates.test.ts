import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { ALL_GATES } from "../../../../delivery/decisions/gates/all-gates";
import { askGates } from "../../../../delivery/decisions/gates/registry";
import { FACTS, SUBJECT } from "./subjects";

const FOLDER = fileURLToPath(new URL("../../../../delivery/decisions/gates/", import.meta.url));

describe("the list of gates", () => {
  it("has those of stg and of prod, and in dev the kind alone", () => {
    const askedFor = (environment: "dev" | "stg" | "prod") =>
      ALL_GATES.filter(({ environments }) => environments.includes(environment)).map(
        ({ name }) => name,
      );
    expect(askedFor("dev")).to.deep.equal(["release-kind"]);
    expect(askedFor("stg")).to.deep.equal([
      "release-kind",
      "required-checks",
      "attestations",
      "migrations",
      "flags",
      "permissions",
      "approvals",
      "open-incidents",
    ]);
    expect(askedFor("prod")).to.deep.equal([
      "release-kind",
      "required-checks",
      "attestations",
      "bake",
      "migrations",
      "flags",
      "permissions",
      "approvals",
      "change-type",
      "change-approval",
      "change-ticket",
      "window",
      "error-budget",
      "open-incidents",
    ]);
  });

  it("has every file of a gate once", () => {
    const files = ["release", "change", "environment"].flatMap((folder) =>
      readdirSync(FOLDER + folder).map((file) => file.replace(/\.ts$/, "")),
    );
    const helpers = ["people"];
    expect(files.filter((file) => !helpers.includes(file))).to.have.members(
      ALL_GATES.map(({ name }) => name),
    );
  });

  it("fails where nothing is known: no gate but those of the manifest alone passes", () => {
    const { verdict, answers } = askGates(ALL_GATES, FACTS, SUBJECT);
    expect(verdict).to.equal("fail");
    const passed = answers.filter(({ answer }) => answer.kind === "pass").map(({ gate }) => gate);
    expect(passed).to.deep.equal(["release-kind", "flags", "change-type"]);
  });
});
