import type * as pulumi from "@pulumi/pulumi";
import { OidcSubjectTemplate } from "../components/github/oidc-subject-template";
import { RepositoryEnvironments } from "../components/github/repository-environments";
import { RepositoryRules } from "../components/github/repository-rules";
import { RepositoryVariables } from "../components/github/repository-variables";
import type { Catalog } from "../infra/catalog/workload";
import { contextOf, PLATFORM } from "../infra/context";
import { repositoriesOf } from "../infra/github/repositories";
import * as variables from "../infra/github/variables";
import type { Settings } from "../infra/settings/parse";

/** The environment whose stack manages what a repository has once (docs/decisions/0005). */
const RULES = "prod";

/** Guards every repository that delivers into one environment, and the platform's own. */
export function repositories(
  settings: Settings,
  catalog: Catalog,
  opts: pulumi.ComponentResourceOptions,
): void {
  const context = contextOf(settings, PLATFORM);
  for (const each of repositoriesOf(settings, catalog)) {
    const { name: repository } = each;
    const own = repository === settings.github.repository;
    new RepositoryEnvironments(
      `${repository}-environments`,
      {
        context,
        repository,
        variables: variables.repositoryVariables(settings, each),
        ...(own && { planVariables: variables.planVariables(settings) }),
      },
      opts,
    );
    if (own) {
      const shared = { context, repository, variables: variables.previewVariables(settings) };
      new RepositoryVariables(`${repository}-variables`, shared, opts);
    }
    if (settings.environment !== RULES) continue;
    new RepositoryRules(`${repository}-rules`, { context, repository }, opts);
    new OidcSubjectTemplate(`${repository}-subject`, { repository }, opts);
  }
}
