import { expect } from "chai";
import { hideSecretsIn, keepSecret, withoutSecrets } from "../../infra/secrets";

describe("a secret value", () => {
  it("is hidden wherever it stands, once it is known", () => {
    const value = "p4ss/w0rd+of=tests";
    expect(withoutSecrets(`a ${value}`)).to.equal(`a ${value}`);
    expect(keepSecret(value)).to.equal(value);
    expect(withoutSecrets(`a ${value}, ${value}; ?x=p4ss%2Fw0rd%2Bof%3Dtests&`)).to.equal(
      "a ***, ***; ?x=***&",
    );
  });

  it("is hidden without the scheme of its header", () => {
    keepSecret("Bearer abc-of-a-header");
    expect(withoutSecrets("token abc-of-a-header")).to.equal("token ***");
  });

  it("is hidden in JSON, and line by line", () => {
    keepSecret('-----BEGIN KEY-----\nfirst "line" 123\nsecond line 4567\n-----END KEY-----\n');
    const shown = withoutSecrets(JSON.stringify({ a: 'of first "line" 123 and second line 4567' }));
    expect(JSON.parse(shown)).to.deep.equal({ a: "of *** and ***" });
  });

  it("is hidden whole where another one is a part of it", () => {
    keepSecret("part-of-it");
    keepSecret("part-of-it-and-more");
    expect(withoutSecrets("part-of-it-and-more, part-of-it")).to.equal("***, ***");
  });

  it("is user and password of a URL, which nobody has to know", () => {
    expect(withoutSecrets("https://x-access-token:ghs_abc@github.com/a/b?c=d@e")).to.equal(
      "https://***@github.com/a/b?c=d@e",
    );
    expect(withoutSecrets("mail ada@example.com, http://a/@b")).to.equal(
      "mail ada@example.com, http://a/@b",
    );
  });

  it("is hidden in what any error says", () => {
    keepSecret("value-in-an-error");
    for (const error of [
      new Error("of value-in-an-error"),
      new DOMException("of value-in-an-error", "TimeoutError"),
    ]) {
      hideSecretsIn(error);
      expect(error.message).to.equal("of ***");
      expect(error.stack).not.to.include("value-in");
    }
  });

  it("is not taken from a text of ordinary words", () => {
    keepSecret("");
    keepSecret("a run");
    expect(withoutSecrets("a run of billing")).to.equal("a run of billing");
  });
});
