import { type Asked, letters, type Shapes } from "./shape";

const MADE = "2026-01-01 00:00:00 +0000 UTC";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** GitHub: environments, variables, rulesets. */
export const GITHUB: Shapes = {
  "github:index/repositoryEnvironment:RepositoryEnvironment": (asked) => ({
    id: `${asked.text("repository")}:${encodeURIComponent(asked.text("environment"))}`,
    repositoryId: repositoryId(asked),
  }),
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy": (
    asked,
  ) => {
    const policyId = number(asked);
    const environment = encodeURIComponent(asked.text("environment"));
    const id = `${asked.text("repository")}:${environment}:${policyId}`;
    return { id, policyId, repositoryId: repositoryId(asked) };
  },
  "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable": (asked) => {
    const environment = encodeURIComponent(asked.text("environment"));
    const id = `${asked.text("repository")}:${environment}:${asked.text("variableName")}`;
    return { id, ...dated(asked) };
  },
  "github:index/actionsVariable:ActionsVariable": (asked) => ({
    id: `${asked.text("repository")}:${asked.text("variableName")}`,
    ...dated(asked),
  }),
  "github:index/repositoryRuleset:RepositoryRuleset": (asked) => {
    const rulesetId = number(asked);
    const nodeId = `RRS_${letters(asked, 24, BASE64)}`;
    return { id: String(rulesetId), rulesetId, nodeId, etag: `W/"${asked.hex(64)}"` };
  },
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate":
    ({ text }) => ({ id: text("repository") }),
  "github:index/repository:Repository": (asked) => {
    const name = asked.text("name");
    const fullName = `${asked.account}/${name}`;
    const htmlUrl = `https://github.com/${fullName}`;
    const repoId = number(asked);
    return { id: name, fullName, htmlUrl, repoId, nodeId: `R_${letters(asked, 12, BASE64)}` };
  },
};

function dated(asked: Asked) {
  return { createdAt: MADE, updatedAt: MADE, repositoryId: repositoryId(asked) };
}

/** The same for every resource of one repository. */
function repositoryId({ account, text }: Asked): number {
  const name = `${account}/${text("repository")}`;
  return [...name].reduce((id, each) => (id * 31 + each.charCodeAt(0)) % 900_000_000, 7);
}

function number({ hex }: Asked): number {
  return 1_000_000 + Number.parseInt(hex(6), 16);
}
