import { expect } from "chai";
import { environment } from "../../stacks/environment";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { type RecordedResource, record } from "../support/record";

const catalog = await loadTestCatalog();

const planOf = (name: "dev" | "stg" | "prod", dr: boolean) =>
  record(() => environment(settingsOf(name, { dr }), catalog));

/** What is asked for in the DR region: the mocks are told the URN of each resource's provider. */
const there = (made: readonly RecordedResource[]) =>
  made.filter(({ provider }) => provider?.includes("pulumi:providers:aws::aws-dr::"));

/** The key of a GitHub App, which is made anew at GitHub where it is lost (docs/decisions/0013). */
const isOfGitHubApp = ({ inputs }: RecordedResource) =>
  `${inputs.name}`.endsWith("/platform/secret/issues-app");

const dependsOnRegion = ["policy", "keyId", "kmsKey", "encryptionConfigurations", "rules"];

describe("the DR region of an environment", () => {
  for (const name of ["stg", "prod"] as const) {
    describe(name, () => {
      let off: RecordedResource[];
      let on: RecordedResource[];
      before(async () => {
        off = await planOf(name, false);
        on = await planOf(name, true);
      });

      it("[§3] is not in the plan where DR is off: no provider, no resource, no copy", () => {
        expect(there(off)).to.deep.equal([]);
        expect(off.map((each) => each.name)).not.to.include("aws-dr");
        expect(off.map(({ type }) => type).filter((type) => /:recovery:|[rR]epli/.test(type))).to.be
          .empty;
        const texts = JSON.stringify(
          off.filter(({ type }) => !type.startsWith("github:")).map(({ inputs }) => inputs),
        );
        expect(texts).not.to.contain("artifacts-dr");
        expect(off.filter(({ inputs }) => inputs.replicas !== undefined)).to.deep.equal([]);
      });

      it("[§3] has one provider of its own, which allows this account alone", () => {
        const { accountId } = settingsOf(name);
        const providers = on.filter((each) => each.name === "aws-dr");

        expect(providers.map(({ type }) => type)).to.deep.equal(["pulumi:providers:aws"]);
        expect(providers[0]?.inputs).to.include({
          allowedAccountIds: JSON.stringify([accountId]),
          region: "us-east-1",
        });
      });

      it("[§3] changes nothing of the primary region but that secrets are copied", () => {
        const ofOff = new Map(off.map((each) => [`${each.type} ${each.name}`, each.inputs]));
        const changed = on.filter((each) => {
          const before = ofOff.get(`${each.type} ${each.name}`);
          const { replicas, ...inputs } = each.inputs;
          if (before === undefined || isOfGitHubApp(each)) return false;
          if (replicas === undefined && each.type.startsWith("aws:secretsmanager/")) return true;
          return JSON.stringify(inputs) !== JSON.stringify(before);
        });

        // Rights follow the regions: see the tests of the boundary and of the platform's role.
        const others = changed.filter(({ type }) => !type.startsWith("aws:iam/"));
        expect(others.map(({ type, name: logical }) => `${type} ${logical}`)).to.deep.equal([]);
      });

      it("[§3] has what it has under the same names and tags as in the primary region", () => {
        const copies = there(on).filter(({ type }) => !type.startsWith("nc:"));
        expect(copies.length).to.be.greaterThan(20);
        const kind = (type: string) => type.replace("replicaKey:ReplicaKey", "key:Key");
        const sought = ({ type, inputs }: RecordedResource) => {
          const same = Object.entries(inputs).filter(([key]) => !dependsOnRegion.includes(key));
          const text = JSON.stringify([kind(type), Object.fromEntries(same)]);
          return text.replaceAll("artifacts-dr-", "artifacts-");
        };
        const originals = new Set(off.map(sought));
        // A key is made in other words than its replica, an alias names its own key.
        const named = copies.filter(({ type }) => !type.startsWith("aws:kms/"));
        const without = named.filter((copy) => !originals.has(sought(copy)));
        expect(without.map(({ type, name: logical }) => `${type} ${logical}`)).to.deep.equal([]);

        const tagsOf = (made: readonly RecordedResource[], type: string) =>
          made.filter((each) => each.type === type).map(({ inputs }) => inputs.tags);
        const replicas = tagsOf(copies, "aws:kms/replicaKey:ReplicaKey");
        expect(tagsOf(off, "aws:kms/key:Key")).to.include.deep.members(replicas);
        expect(replicas).to.have.length(2);
      });

      it("[§3] has every parameter, and every secret is copied there", () => {
        const parameters = (made: readonly RecordedResource[]) =>
          made
            .filter(({ type }) => type === "aws:ssm/parameter:Parameter")
            .map(({ inputs }) => inputs.name);
        const secrets = on.filter(
          (each) => each.type === "aws:secretsmanager/secret:Secret" && !isOfGitHubApp(each),
        );

        // The contract with releases, and what they run, are of one region: another region has its own.
        const copied = parameters(off).filter((path) => !/\/config\/release[^/]*$/.test(path));
        expect(parameters(there(on))).to.have.members(copied);
        expect(secrets.length).to.be.greaterThan(0);
        for (const { inputs } of secrets) {
          expect(inputs.replicas.map(({ region }: { region: string }) => region)).to.deep.equal([
            "us-east-1",
          ]);
        }
      });
    });
  }
});
