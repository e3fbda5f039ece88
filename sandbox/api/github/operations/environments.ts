import {
  branchPolicies,
  environmentAnswer,
  environmentNamed,
  environmentsIn,
} from "../answers/environment";
import { repositoryNamed } from "../answers/find";
import { type Operation, operation, pageOf } from "../operation";

const READ = { name: "actions", level: "read" } as const;

/** Environments; the program makes them. */
export const ENVIRONMENTS: readonly Operation[] = [
  operation("GET /repos/{owner}/{repo}/environments", READ, (input, { github }) => {
    const { name } = repositoryNamed(github, input.repo);
    const all = environmentsIn(github, name);
    const environments = pageOf(all, input).map((each) => environmentAnswer(github, each));
    return { status: 200, body: { total_count: all.length, environments } };
  }),
  operation(
    "GET /repos/{owner}/{repo}/environments/{environment_name}",
    READ,
    (input, { github }) => {
      const { name } = repositoryNamed(github, input.repo);
      const environment = environmentNamed(github, name, input.environment_name);
      return { status: 200, body: environmentAnswer(github, environment) };
    },
  ),
  operation(
    "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies",
    READ,
    (input, { github }) => {
      const { name } = repositoryNamed(github, input.repo);
      const all = branchPolicies(github, environmentNamed(github, name, input.environment_name));
      const branch_policies = pageOf(all, input);
      return { status: 200, body: { total_count: all.length, branch_policies } };
    },
  ),
];
