import { expect } from "chai";
import { parseWorkload } from "../../../infra/catalog/parse";
import { repositoriesOf } from "../../../infra/github/repositories";
import { workload as core } from "../../fixtures/catalog/core";
import { settingsOf } from "../../support/contexts";

const workload = (name: string, repository: string, repositoryId: number) =>
  parseWorkload({ ...core, name, repository, repositoryId }, name);

describe("repositoriesOf", () => {
  it("names the platform's own first, then each of the catalog once", () => {
    const catalog = [
      workload("b", "shared", 2),
      workload("c", "other", 3),
      workload("a", "shared", 2),
    ];
    const found = repositoriesOf(settingsOf("dev"), catalog);

    expect(
      found.map(({ name, id, workloads }) => [name, id, workloads.map((each) => each.name)]),
    ).to.deep.equal([
      ["nc-platform", 700_000_001, []],
      ["other", 3, ["c"]],
      ["shared", 2, ["b", "a"]],
    ]);
  });

  it("gives the platform's repository the workloads that it delivers", () => {
    const [own, ...others] = repositoriesOf(settingsOf("dev"), [
      workload("a", "nc-platform", 700_000_001),
    ]);
    expect(own?.workloads.map((each) => each.name)).to.deep.equal(["a"]);
    expect(others).to.deep.equal([]);
  });

  for (const [repository, known] of [
    ["shared", 2],
    ["nc-platform", 700_000_001],
  ] as const) {
    it(`refuses another id for ${repository}`, () => {
      const catalog = [workload("a", "shared", 2), workload("b", repository, 9)];
      expect(() => repositoriesOf(settingsOf("dev"), catalog)).to.throw(
        `b: repositoryId is 9: expected ${known}, as ${repository} has elsewhere`,
      );
    });
  }
});
