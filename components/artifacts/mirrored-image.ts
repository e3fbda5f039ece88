import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { mirroredImageLifecycle } from "./image-retention";

export interface MirroredImageArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Physical name of the repository, such as `nc-platform-<env>-appconfig-agent`. */
  repositoryName: string;
  /** Last part of the tag `Name`, such as `appconfig-agent`. */
  component: string;
  /** ARN of the environment's KMS key `artifacts`. */
  keyArn: pulumi.Input<string>;
}

/**
 * An ECR repository for a third party's image, which an administrator copies into the account by
 * digest. The copy is scanned, encrypted and kept as the workloads' images are, and a deployment
 * does not depend on the other registry. It holds nothing that cannot be copied again, so it may be
 * deleted: it goes with the last workload that needs it.
 */
export class MirroredImage extends pulumi.ComponentResource {
  /** URL of the repository, the start of the image's name: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: MirroredImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:artifacts:MirroredImage", name, {}, opts);
    const { context, repositoryName, component, keyArn } = args;

    const repository = new aws.ecr.Repository(
      name,
      {
        name: repositoryName,
        imageTagMutability: "IMMUTABLE",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
        forceDelete: true,
        tags: context.tags(component),
      },
      { parent: this },
    );
    new aws.ecr.LifecyclePolicy(
      name,
      {
        repository: repository.name,
        policy: mirroredImageLifecycle(),
      },
      { parent: this },
    );

    this.url = repository.repositoryUrl;
    this.registerOutputs({ url: this.url });
  }
}
