import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import type { ServiceBy } from "../target";

/** Version of the format (CodeDeploy user guide, "AppSpec file structure"). */
const VERSION = 0.0;

/**
 * The AppSpec of a service's release, as JSON. The network and the platform are named because CodeDeploy
 * takes both from here alone (CodeDeploy user guide, "AppSpec 'resources' section").
 *
 * Migrations run once the new tasks are there. The tasks are tested once they answer on the listener of tests, before
 * they have any traffic.
 *
 * @param hooks - of a release; a rollback has none
 */
export function ecsAppSpec(
  contract: ServiceBy<"codedeploy">,
  taskDefinition: string,
  hooks?: ServiceBy<"codedeploy">["hooks"],
): string {
  const { containerName, containerPort, awsvpcConfiguration, platformVersion } = contract;
  return JSON.stringify({
    version: VERSION,
    Resources: [
      {
        TargetService: {
          Type: "AWS::ECS::Service",
          Properties: {
            TaskDefinition: taskDefinition,
            LoadBalancerInfo: { ContainerName: containerName, ContainerPort: containerPort },
            PlatformVersion: platformVersion,
            NetworkConfiguration: {
              AwsvpcConfiguration: {
                Subnets: awsvpcConfiguration.subnets,
                SecurityGroups: awsvpcConfiguration.securityGroups,
                AssignPublicIp: "DISABLED",
              },
            },
          },
        },
      },
    ],
    ...(hooks && {
      Hooks: [
        ...(hooks.runMigrations === undefined ? [] : [{ AfterInstall: hooks.runMigrations }]),
        { AfterAllowTestTraffic: hooks.smokeTest },
        { AfterAllowTraffic: hooks.recordShift },
      ],
    }),
  });
}

/** What of a function CodeDeploy moves. */
interface AliasMove {
  readonly contract: ReleaseContractOf<"function">;
  /** Version that the alias points at now. */
  readonly from: string;
  readonly to: string;
}

/** The AppSpec of a function's release, as JSON: its alias `live` moves from one version to another. */
export function lambdaAppSpec({ contract, from, to }: AliasMove): string {
  const { functionName, aliases, hooks } = contract;
  const Properties = {
    Name: functionName,
    Alias: aliases.live,
    CurrentVersion: from,
    TargetVersion: to,
  };
  return JSON.stringify({
    version: VERSION,
    Resources: [{ [functionName]: { Type: "AWS::Lambda::Function", Properties } }],
    // One function for each event: where there are migrations, their hook calls the smoke test.
    Hooks: [
      { BeforeAllowTraffic: hooks.runMigrations ?? hooks.smokeTest },
      { AfterAllowTraffic: hooks.recordShift },
    ],
  });
}
