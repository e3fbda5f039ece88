import { expect } from "chai";
import fc from "fast-check";
import { parseWorkload } from "../../../infra/catalog/parse";
import { repositoriesOf } from "../../../infra/github/repositories";
import { InvalidInput } from "../../../infra/problems";
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

  const pairs: [title: string, name: string, id: number, message: string][] = [
    [
      "one id under two names",
      "billing-v2",
      7,
      'repository is "billing-v2": expected "billing", which has the id 7',
    ],
    [
      "a name in another case",
      "Billing",
      7,
      'repository is "Billing": expected "billing", as it is spelled',
    ],
    [
      "another id in another case",
      "BILLING",
      8,
      "repositoryId is 8: expected 7, as billing has elsewhere",
    ],
    [
      "the platform's id under another name",
      "platform",
      700_000_001,
      'repository is "platform": expected "nc-platform", which has the id 700000001 elsewhere',
    ],
    [
      "the platform's name in another case",
      "NC-Platform",
      700_000_001,
      'repository is "NC-Platform": expected "nc-platform", as it is spelled elsewhere',
    ],
  ];
  for (const [title, name, id, message] of pairs) {
    it(`refuses ${title}`, () => {
      const catalog = [workload("a", "billing", 7), workload("b", name, id)];
      expect(() => repositoriesOf(settingsOf("dev"), catalog)).to.throw(
        InvalidInput,
        `stacks/catalog:\n  b: ${message}`,
      );
    });
  }

  it("gives back each name with its one id, or refuses, whatever the pairs are", () => {
    const pair = fc.tuple(fc.constantFrom("a", "A", "b", "B-1"), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), (given) => {
        const catalog = given.map(([name, id], index) => workload(`w${index}`, name, id));
        const names = new Set(given.map(([name]) => name.toLowerCase()));
        const ids = new Set(given.map(([, id]) => id));
        const exact = new Set(given.map((each) => each.join(" ")));
        const fits = names.size === ids.size && exact.size === ids.size;
        const read = () => repositoriesOf(settingsOf("dev"), catalog);
        if (fits) expect(read()).to.have.length(ids.size + 1);
        else expect(read).to.throw(InvalidInput);
      }),
    );
  });
});
