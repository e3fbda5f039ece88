import { expect } from "chai";
import { settingsOf } from "../../support/contexts";

const ROUTES = {
  page: [{ https: "https://events.example.com/enqueue" }],
  ticket: [{ email: "tickets@example.com" }],
  information: [{ email: "log@example.com" }],
  security: [{ email: "security@example.com" }, { https: "https://siem.example.com/" }],
};

describe("where alarms go", () => {
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

  const bad: [place: object, message: RegExp][] = [
    [{ email: "on-call" }, /alertRoutes\.page\[0\].*e-mail/],
    [{ https: "http://events.example.com" }, /alertRoutes\.page\[0\].*https URL/],
    [{ https: "https://user:secret@events.example.com" }, /alertRoutes\.page\[0\].*without a user/],
    [{ phone: "+1" }, /alertRoutes\.page\[0\]/],
  ];
  for (const [place, message] of bad) {
    it(`refuses ${JSON.stringify(place)}`, () => {
      const alertRoutes = { ...ROUTES, page: [place] };
      expect(() => settingsOf("prod", { alertRoutes })).to.throw(message);
    });
  }
});
