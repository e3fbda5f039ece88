import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";

/** How many are kept: as many as a rollback of any workload may go back to. */
const KEPT = 10;

export interface MirroredImageArgs {
  /** The platform's context. */
  context: Context;
  /** Physical name of the repository. */
  repositoryName: string;
  /** What it is about: the last part of its name. */
  component: string;
  /** ARN of the environment's KMS key `artifacts`. */
  keyArn: pulumi.Input<string>;
}

/**
 * An ECR repository for an image of somebody else's, which an administrator copies into the account
 * by digest: what runs is scanned, encrypted and kept as our own images are, and is there when the
 * other registry is not.
 */
export class MirroredImage extends pulumi.ComponentResource {
  /** What the image's name starts with: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: MirroredImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:artifacts:MirroredImage", name, {}, opts);
    const { context, repositoryName, component, keyArn } = args;
    const { protect } = context.settings;

    const repository = new aws.ecr.Repository(
      name,
      {
        name: repositoryName,
        imageTagMutability: "IMMUTABLE",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
        forceDelete: !protect,
        tags: context.tags(component),
      },
      { parent: this, protect },
    );
    new aws.ecr.LifecyclePolicy(
      name,
      {
        repository: repository.name,
        policy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              description: `Keep the last ${KEPT} versions`,
              selection: {
                tagStatus: "tagged",
                tagPatternList: ["*"],
                countType: "imageCountMoreThan",
                countNumber: KEPT,
              },
              action: { type: "expire" },
            },
          ],
        }),
      },
      { parent: this },
    );

    this.url = repository.repositoryUrl;
    this.registerOutputs({ url: this.url });
  }
}
