import { DescribeServiceRevisionsCommand, type ServiceRevision } from "@aws-sdk/client-ecs";
import { objectOf } from "../../../cloud/values";
import { operation } from "../../operation";
import { findBy } from "../../resources";
import { findTaskDefinition } from "../../simulation/revisions";
import type { Account } from "../../world";

/** What a service was, or is to be, with one revision of its task definition. */
export const DESCRIBE_SERVICE_REVISIONS = operation(DescribeServiceRevisionsCommand, {
  asks: ({ serviceRevisionArns = [] }) =>
    serviceRevisionArns.map((resource) => ({ action: "ecs:DescribeServiceRevisions", resource })),
  handle({ serviceRevisionArns = [] }, { account }) {
    const found = serviceRevisionArns.map((arn) => ({ arn, revision: revisionOf(account, arn) }));
    return {
      serviceRevisions: found.flatMap(({ revision }) => revision ?? []),
      failures: found.flatMap(({ arn, revision }) =>
        revision ? [] : [{ arn, reason: "MISSING" }],
      ),
    };
  },
});

function revisionOf(account: Account, arn: string): ServiceRevision | undefined {
  const serviceArn = arn.replace(":service-revision/", ":service/").replace(/\/\d+$/, "");
  const service = findBy(account, "aws:ecs/service:Service", "arn", serviceArn);
  if (!service) return undefined;
  const { taskDefinition, cluster, networkConfiguration, platformVersion } = service.state;
  const family = String(taskDefinition).replace(/:\d+$/, "");
  const definition = findTaskDefinition(account, `${family}:${Number(arn.split("/").at(-1))}`);
  if (!definition) return undefined;
  const containers: { name: string; image: string }[] = JSON.parse(
    String(definition.state.containerDefinitions),
  );
  const { subnets, securityGroups } = objectOf(networkConfiguration) ?? {};
  return {
    serviceRevisionArn: arn,
    serviceArn,
    clusterArn: String(cluster),
    taskDefinition: String(definition.state.arn),
    platformVersion: String(platformVersion),
    containerImages: containers.map(({ name: containerName, image }) => ({
      containerName,
      image,
      imageDigest: image.split("@")[1] ?? "",
    })),
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: textsOf(subnets),
        securityGroups: textsOf(securityGroups),
        assignPublicIp: "DISABLED",
      },
    },
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
