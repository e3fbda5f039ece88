import { expect } from "chai";
import { readParameters } from "../../../functions/synthetic-check/environment";

const environment = {
  BASE_URL: "https://api.example.com",
  CHECKS: '[{"health":"/healthz"},{"health":"/up"}]',
  LIMIT_MS: "10000",
  LIBRARY: "@aws/synthetics-puppeteer",
};

describe("the environment of a synthetic test", () => {
  it("is read as the parameters of a canary", () => {
    expect(readParameters(environment)).to.deep.equal({
      baseUrl: "https://api.example.com",
      checks: [{ health: "/healthz" }, { health: "/up" }],
      limitMs: 10_000,
      library: "@aws/synthetics-puppeteer",
    });
  });

  it("holds the credentials that sign, from Lambda's own variables", () => {
    const role = { AWS_ACCESS_KEY_ID: "A", AWS_SECRET_ACCESS_KEY: "S", AWS_SESSION_TOKEN: "T" };
    const signed = { ...environment, ...role, AWS_REGION: "ca-central-1", SIGN_FOR: "execute-api" };

    expect(readParameters(signed).identity).to.deep.equal({
      service: "execute-api",
      region: "ca-central-1",
      accessKeyId: "A",
      secretAccessKey: "S",
      sessionToken: "T",
    });
  });

  for (const name of Object.keys(environment)) {
    it(`names ${name} where it is missing`, () => {
      expect(() => readParameters({ ...environment, [name]: undefined })).to.throw(
        `${name} is not set`,
      );
    });
  }
});
