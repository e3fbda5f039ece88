import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { adoptedResources } from "../../stacks/adopted-resources";
import { settingsOf } from "../support/contexts";
import { record } from "../support/record";

const ECR = "aws:ecr/repository:Repository";
const imports = [
  { type: ECR, name: "images", id: "nc-orders-dev-image" },
  { type: "aws:sqs/queue:Queue", name: "orders", id: "https://sqs.example/orders" },
];

/** The options with which the program's resources are registered, by logical name. */
async function optionsOf(build: (opts: pulumi.CustomResourceOptions) => void) {
  const adopted = adoptedResources(settingsOf("dev", { adopt: { imports } }));
  const found = new Map<string, pulumi.CustomResourceOptions>();
  await record(() =>
    build({
      transformations: [
        adopted.transformation,
        ({ name, opts }) => {
          found.set(name, opts);
          return undefined;
        },
      ],
    }),
  );
  return { adopted, found };
}

describe("adopted resources", () => {
  it("are imported and protected, keep what AWS fixed, and leave others alone", async () => {
    const { adopted, found } = await optionsOf((opts) => {
      new aws.ecr.Repository("images", {}, { ...opts, ignoreChanges: ["tags"] });
      new aws.sqs.Queue("orders", {}, opts);
      new aws.sqs.Queue("images", {}, opts);
    });

    const pick = (name: string) => {
      const { import: id, protect, ignoreChanges } = found.get(name) ?? {};
      return { id, protect, ignoreChanges };
    };
    expect(pick("orders")).to.deep.equal({
      id: "https://sqs.example/orders",
      protect: true,
      ignoreChanges: [],
    });
    // The last of this name is the queue, which nobody adopts.
    expect(pick("images")).to.deep.equal({
      id: undefined,
      protect: undefined,
      ignoreChanges: undefined,
    });
    expect(() => adopted.assertAllFound()).not.to.throw();
  });

  it("keep the key of a repository, beside what the program ignores", async () => {
    const { found } = await optionsOf((opts) => {
      new aws.ecr.Repository("images", {}, { ...opts, ignoreChanges: ["tags"] });
    });
    expect(found.get("images")?.ignoreChanges).to.deep.equal(["tags", "encryptionConfigurations"]);
  });

  it("are refused where the program has no such resource, each by its place", async () => {
    const { adopted } = await optionsOf(() => undefined);
    expect(() => adopted.assertAllFound()).to.throw(
      "Pulumi.dev.yaml:\n" +
        '  adopt.imports[0].name is "images": expected a aws:ecr/repository:Repository of the plan, or no such import\n' +
        '  adopt.imports[1].name is "orders": expected a aws:sqs/queue:Queue of the plan, or no such import',
    );
  });
});
