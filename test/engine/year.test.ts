import { expect } from "chai";
import { foldersOf } from "../../sandbox/folders";
import { ACCOUNTS } from "../support/contexts";
import { addForeign, ECR, ENVIRONMENT } from "../support/foreign";
import { retire } from "../support/retired";
import { testSandbox } from "../support/sandbox";
import { accountOf } from "./shapes/account";
import { updatesOf } from "./updates/updates";
import {
  crane,
  craneAllowing,
  derrick,
  pier,
  pierMoved,
  quay,
  quayMoved,
  quaySending,
} from "./year/entries";

const RULE = "aws:lb/listenerRule:ListenerRule";
/** A key of the team's own. */
const KEY_ID = "0e0e0e0e-0000-4000-8000-0e0e0e0e0e0e";
const ROLE = "aws:iam/role:Role";

for (const environment of ["dev", "prod"] as const) {
  describe(`a year of a team, in ${environment}`, () => {
    const sandbox = testSandbox();
    const updates = updatesOf(sandbox, environment, quay);
    const { cloud } = updates;
    const health = { 8080: "/quay/healthz", 9090: "/quay/alive" };
    const account = accountOf(cloud, { environment, name: "quay", health });
    const queue = `nc-crane-${environment}-queue`;
    const mayReach = () => account.policy(`nc-quay-${environment}-task`);
    const secrets = () => account.names("aws:secretsmanager/secret:Secret", "/nc/");
    /** Path, or other condition, of the rule of each service for production traffic. */
    const routes = () =>
      Object.fromEntries(
        cloud
          .list(RULE)
          .filter(({ name }) => name.endsWith("-production"))
          .map(({ name, state }) => [name, Object.values(Object(state.conditions)[0])[0]]),
      );
    /** What the account has of a workload, by its tags. */
    const left = (name: string) =>
      cloud
        .list()
        .filter(({ state }) => Object(state.tags).Service === name)
        .map(({ type }) => type.split(":").at(-1));
    after(() => sandbox.remove());

    it("begins with one service, which is released", async () => {
      await updates.apply();
      account.release("a");
      updates.succeed("quay");
      expect(account.unmet()).to.deep.equal([]);
    });

    it("adds a second workload in the same repository, and a link to it", async () => {
      updates.write(quaySending, craneAllowing);
      await updates.apply();
      expect(mayReach()).to.contain(queue);
      const trusts = ["quay", "crane"].map((name) =>
        account.named(ROLE, `nc-${name}-${environment}-gha-deploy-role`),
      );
      for (const { inputs } of trusts) expect(inputs.assumeRolePolicy).to.contain("/harbor");
      account.release("b");
      updates.succeed("quay", "crane");
    });

    it("removes the link, and changes port, health check and secrets under traffic", async () => {
      updates.write(quayMoved, crane);
      const { changes } = await updates.apply();
      expect(changes.delete).to.equal(0);
      expect(account.unmet()).to.deep.equal([]);
      expect(account.ports()).to.deep.equal([8080, 9090]);
      expect(mayReach()).to.contain(queue);

      account.release("c");
      expect(account.unmet()).to.deep.equal([]);
      updates.succeed("quay", "crane");
      await updates.apply();
      expect(account.unmet()).to.deep.equal([]);
      expect(account.ports()).to.deep.equal([9090]);
      expect(mayReach()).to.not.contain(queue);
      // That of open-incident is the platform's.
      expect(secrets()).to.deep.equal([`/nc/${environment}/platform/secret/issues-app`]);
    });

    it("is refused another kind under the same name, before anything is made", async () => {
      updates.write({ ...derrick, name: "crane" });
      expect(await updates.refused()).to.contain(
        String.raw`crane: kind is \"job\": expected \"worker\", as it is in ${environment}: `,
      );
    });

    it("has it by a new name, with the repositories that the team has already", async () => {
      const image = `nc-derrick-${environment}-image`;
      // Its images stay under the key that encrypts them: AWS cannot change it.
      const kmsKey = `arn:aws:kms:ca-central-1:${ACCOUNTS[environment]}:key/${KEY_ID}`;
      const encryptionConfigurations = [{ encryptionType: "KMS", kmsKey }];
      const there = addForeign(
        foldersOf(sandbox.folder).cloud(environment),
        ACCOUNTS[environment],
        [
          { type: ECR, inputs: { name: image, encryptionConfigurations } },
          ...(environment === "prod"
            ? [{ type: ENVIRONMENT, inputs: { repository: "derrick", environment: "prod" } }]
            : []),
        ],
      );
      const imports = there.map(({ type, id }) => {
        const name = type === ECR ? "artifacts-derrick" : "derrick-environments-prod";
        return { type, name, id };
      });
      updates.set("adopt", { imports });
      updates.write(derrick, retire(crane));
      const { changes } = await updates.apply();
      expect(changes.replace).to.equal(0);
      for (const { type, id } of there) {
        expect(cloud.list(type).filter((each) => each.id === id)).to.have.lengthOf(1);
      }
      expect(account.named(ECR, image).state).to.deep.include({
        // The tags of lists of referrers move, and in dev those of the build cache.
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        encryptionConfigurations,
      });
    });

    it("renames the service: a new one is tried, and takes its traffic over", async () => {
      updates.write(pier);
      await updates.apply();
      expect(routes()).to.deep.equal({
        "quay-production": { values: ["/quay/*"] },
        "pier-production": { values: ["/pier/*"] },
      });
      updates.succeed("pier");

      updates.write(retire(quayMoved, { replacedBy: "pier" }), pierMoved);
      await updates.apply();
      updates.succeed("pier");
      await updates.apply();
      expect(routes()).to.deep.equal({
        "quay-production": { values: ["127.0.0.1/32"] },
        "pier-production": { values: ["/quay/*"] },
      });
    });

    it("retires what it gave up, of which nothing is left", async () => {
      updates.remove("quay");
      updates.remove("crane");
      const { changes } = await updates.apply();
      expect(changes).to.include({ create: 0, replace: 0 });
      // The revisions that its three releases registered are ECS's.
      expect(left("quay")).to.deep.equal(Array(3).fill("TaskDefinition"));
      expect(left("crane")).to.deep.equal([]);
      expect(routes()).to.deep.equal({ "pier-production": { values: ["/quay/*"] } });
      expect(left("derrick")).to.have.length.above(0);
    });
  });
}
