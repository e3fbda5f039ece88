import type * as pulumi from "@pulumi/pulumi";
import { OidcSubjectTemplate } from "../components/github/oidc-subject-template";
import { RepositoryEnvironments } from "../components/github/repository-environments";
import { RepositoryRules } from "../components/github/repository-rules";
import { WorkflowAccess } from "../components/github/workflow-access";
import type { Catalog } from "../infra/catalog/workload";
import { contextOf, PLATFORM } from "../infra/context";
import {
  environmentsOf,
  planEnvironmentOf,
  publishEnvironmentOf,
} from "../infra/github/environments";
import { repositoriesOf } from "../infra/github/repositories";
import type { Settings } from "../infra/settings/parse";

/**
 * Guards every repository of the catalog, and the platform's own, in all environments
 * (docs/decisions/0005).
 *
 * @param settings - of the stack that manages GitHub
 * @param all - settings of every environment, in the order in which a release passes them
 * @returns what has to be there before GitHub's jobs are trusted
 */
export function repositories(
  settings: Settings,
  all: readonly Settings[],
  catalog: Catalog,
  opts: pulumi.ComponentResourceOptions,
): readonly pulumi.Resource[] {
  const context = contextOf(settings, PLATFORM);
  const { organization, repository: own, visibility } = settings.github;
  return repositoriesOf(settings, catalog).flatMap(({ name: repository, workloads }) => {
    // A plan that others approve is of the platform, or of a Terraform stack.
    const isPlanned =
      repository === own ||
      catalog.some((each) => each.kind === "terraform" && each.repository === repository);
    const environments = all.flatMap((each) => {
      const plan = isPlanned ? planEnvironmentOf(each) : undefined;
      const publish = workloads.length > 0 ? publishEnvironmentOf(each) : undefined;
      return [...(publish ? [publish] : []), ...(plan ? [plan] : []), ...environmentsOf(each)];
    });
    return [
      new RepositoryEnvironments(
        `${repository}-environments`,
        { organization, repository, environments },
        opts,
      ),
      new RepositoryRules(`${repository}-rules`, { context, repository }, opts),
      new OidcSubjectTemplate(`${repository}-subject`, { repository }, opts),
      ...(repository === own && visibility !== "public"
        ? [new WorkflowAccess(`${repository}-workflows`, { repository }, opts)]
        : []),
    ];
  });
}
