import { repositoryNamed } from "../answers/find";
import { rulesetsIn } from "../answers/ruleset";
import { notFound } from "../github-error";
import { type Operation, operation, pageOf } from "../operation";

const READ = { name: "metadata", level: "read" } as const;

/** Rulesets; the program makes them. */
export const RULESETS: readonly Operation[] = [
  operation("GET /repos/{owner}/{repo}/rulesets", READ, (input, { github }) => {
    const { name } = repositoryNamed(github, input.repo);
    const listed = rulesetsIn(github, name).map(({ id, name, target, source, enforcement }) => ({
      id,
      name,
      target,
      source,
      source_type: "Repository",
      enforcement,
    }));
    return { status: 200, body: pageOf(listed, input) };
  }),
  operation("GET /repos/{owner}/{repo}/rulesets/{ruleset_id}", READ, (input, { github }) => {
    const { name } = repositoryNamed(github, input.repo);
    const found = rulesetsIn(github, name).find(({ id }) => id === input.ruleset_id);
    if (!found) throw notFound();
    return { status: 200, body: found };
  }),
];
