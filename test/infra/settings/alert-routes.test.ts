import { expect } from "chai";
import { settingsOf } from "../../support/contexts";

const ROUTES = {
  page: [{ https: "https://events.example.com/enqueue" }],
  ticket: [{ email: "tickets@example.com" }],
  information: [{ email: "log@example.com" }],
  security: [{ email: "security@example.com" }, { https: "https://siem.example.com/" }],
};

const UUID = "11111111-2222-4333-8444-555555555555";

describe("where alarms go", () => {
  it("is a channel of Slack or Teams, too", () => {
    const page = [
      { slack: { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" } },
      { teams: { tenant: UUID, team: UUID, channel: "19%3a1a2b%40thread.tacv2" } },
    ];
    const alertRoutes = { ...ROUTES, page };
    expect(settingsOf("prod", { alertRoutes }).alertRoutes.page).to.deep.equal(page);
  });

  it("is e-mail and HTTPS, for each severity and for Security", () => {
    expect(settingsOf("prod", { alertRoutes: ROUTES }).alertRoutes).to.deep.equal(ROUTES);
  });

  it("is nowhere by default, but in prod", () => {
    const nowhere = { page: [], ticket: [], information: [], security: [] };
    expect(settingsOf("dev", { alertRoutes: undefined }).alertRoutes).to.deep.equal(nowhere);
  });

  it("[§13] reaches somebody in prod, whatever its severity", () => {
    const wants = (given: object | undefined) => () => settingsOf("prod", { alertRoutes: given });
    for (const route of ["page", "ticket", "information", "security"]) {
      const lack = `alertRoutes.${route} is `;
      expect(wants({ ...ROUTES, [route]: [] }), route).to.throw(
        `${lack}[]: expected at least one place in prod`,
      );
      expect(wants({ ...ROUTES, [route]: undefined }), route).to.throw(
        `${lack}missing: expected at least one`,
      );
      expect(wants(undefined), route).to.throw(lack);
    }
  });

  it("is one channel of a team of Teams at most, as the provider finds it by its team", () => {
    const place = (team: string, channel: string) => ({ teams: { tenant: UUID, team, channel } });
    const [one, other] = ["19%3aone%40thread.tacv2", "19%3aother%40thread.tacv2"];
    const routes = (...security: object[]) => ({ ...ROUTES, page: [place(UUID, one)], security });
    for (const environment of ["dev", "prod"] as const) {
      const alertRoutes = routes({ email: "security@example.com" }, place(UUID, other));
      expect(() => settingsOf(environment, { alertRoutes })).to.throw(
        `alertRoutes.security[1].teams.channel is "${other}": expected ${one}, as one channel of a team can be told`,
      );
    }
    const fine = routes(place(UUID, one), place(UUID.replace("1", "2"), other));
    expect(settingsOf("prod", { alertRoutes: fine }).alertRoutes.security).to.have.length(2);
  });

  const bad: [place: object, message: RegExp][] = [
    [{ email: "on-call" }, /alertRoutes\.page\[0\].*e-mail/],
    [{ https: "http://events.example.com" }, /alertRoutes\.page\[0\].*https URL/],
    [{ https: "https://user:secret@events.example.com" }, /alertRoutes\.page\[0\].*without a user/],
    [{ slack: { workspace: "t-1", channel: "C07EZ1ABC23" } }, /alertRoutes\.page\[0\].*workspace/],
    [
      { slack: { workspace: "T07EA123LEP", channel: "#alarms" } },
      /alertRoutes\.page\[0\].*channel/,
    ],
    [
      { teams: { tenant: UUID, team: UUID, channel: "General" } },
      /alertRoutes\.page\[0\].*as its link has it/,
    ],
    [{ phone: "+1" }, /alertRoutes\.page\[0\]/],
  ];
  for (const [place, message] of bad) {
    it(`refuses ${JSON.stringify(place)}`, () => {
      const alertRoutes = { ...ROUTES, page: [place] };
      expect(() => settingsOf("prod", { alertRoutes })).to.throw(message);
    });
  }
});
