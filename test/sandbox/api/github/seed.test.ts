import { expect } from "chai";
import { seedOf } from "../../../../sandbox/api/github/state/seed";
import { STATE } from "../../../../sandbox/api/github/state/state";
import { settingsOf } from "../../../support/contexts";

describe("seed of the simulated GitHub", () => {
  it("has the organization, the teams and the repositories of the settings, and the people", () => {
    const settings = settingsOf("prod");
    const people = [{ login: "sam", teams: [settings.teams.security.slug] }];
    const state = STATE.parse(seedOf(settings, [], people));
    const { organization, organizationId, repository, repositoryId } = settings.github;
    expect(state.organization).to.deep.equal({ id: organizationId, login: organization });
    expect(state.repositories.map(({ id, name }) => [id, name])).to.deep.equal([
      [repositoryId, repository],
    ]);
    expect(state.users).to.deep.equal([{ id: 1_000, login: "sam", token: "sandbox-sam" }]);
    const security = state.teams.find(({ slug }) => slug === settings.teams.security.slug);
    expect(security).to.deep.equal({
      id: settings.teams.security.id,
      slug: settings.teams.security.slug,
      members: ["sam"],
      invited: [],
      repositories: { [repository]: "pull" },
    });
    const releaseEng = state.teams.find(({ slug }) => slug === settings.teams["release-eng"].slug);
    // Who approves in stg has to be able to write (README, "Use it for real").
    expect(releaseEng?.repositories).to.deep.equal({ [repository]: "push" });
    expect(state.teams.filter(({ members }) => members.length > 0)).to.deep.equal([security]);
  });
});
