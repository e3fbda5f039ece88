import { expect } from "chai";
import { webhookChangeTickets } from "../../../../delivery/adapters/tickets/webhook";
import { type ApiServer, listen } from "../../../../sandbox/api/server";

describe("change tickets of another system", () => {
  let server: ApiServer;
  let asked: { path: string; authorization: string | undefined }[];
  let puts: object[];
  beforeEach(async () => {
    asked = [];
    puts = [];
    server = await listen(async ({ method, path, headers, body }) => {
      asked.push({ path, authorization: headers.authorization });
      const json = { "content-type": "application/json" };
      const id = decodeURIComponent(path.slice("/changes/".length));
      if (method === "PUT") {
        const put = JSON.parse(String(body));
        puts.push({ id, ...put });
        const answered = { id: id === "new" ? "CHG-7" : id, state: put.state };
        return { status: 200, headers: json, body: JSON.stringify(answered) };
      }
      if (id === "CHG-404") return { status: 404, headers: json, body: "" };
      if (id === "CHG-500") return { status: 500, headers: json, body: "" };
      if (id === "CHG-slow") return undefined;
      const answered = id === "CHG-other" ? "CHG-1" : id;
      const state = id === "CHG-2" ? "closed" : "open";
      return { status: 200, headers: json, body: JSON.stringify({ id: answered, state }) };
    });
  });
  afterEach(() => server.stop());

  const tickets = (timeout?: number) =>
    webhookChangeTickets({
      url: `${server.url}/changes/{id}`,
      authorization: "Bearer s3cret",
      timeout,
    });
  const find = (id: string, timeout?: number) => tickets(timeout).find(id);
  const messageOf = (id: string, timeout?: number) =>
    find(id, timeout).then(
      () => "",
      (error: unknown) => (error instanceof Error ? error.message : ""),
    );

  it("[§16] have the state that their system answers", async () => {
    expect(await find("CHG-1")).to.deep.equal({ id: "CHG-1", state: "open" });
    expect(await find("CHG-2")).to.deep.equal({ id: "CHG-2", state: "closed" });
    expect(await find("CHG-404")).to.equal(undefined);
    expect(asked[0]).to.deep.equal({ path: "/changes/CHG-1", authorization: "Bearer s3cret" });
  });

  it("[§16] are opened by a key, and closed with how the change has ended", async () => {
    expect(await tickets().open({ key: "k", title: "t", body: "b" })).to.equal("CHG-7");
    await tickets().close("CHG-7", "k", "Result: succeeded");
    expect(puts).to.deep.equal([
      { id: "new", state: "open", key: "k", title: "t", body: "b" },
      { id: "CHG-7", state: "closed", key: "k", note: "Result: succeeded" },
    ]);
  });

  it("are asked for by the whole id, whatever is in it", async () => {
    expect(await find("a/../b?c#d")).to.deep.equal({ id: "a/../b?c#d", state: "open" });
    expect(asked.map(({ path }) => path)).to.deep.equal(["/changes/a%2F..%2Fb%3Fc%23d"]);
  });

  it("end with a message where the system fails, answers of another ticket, or does not answer", async () => {
    const of = "the change ticket's system:\n  ";
    expect(await messageOf("CHG-500")).to.equal(`${of}status 500`);
    expect(await messageOf("CHG-other")).to.equal(
      `${of}ticket "CHG-other": the answer is of another ticket`,
    );
    expect(await messageOf("CHG-slow", 200)).to.equal(`${of}no answer in time`);
    await server.stop();
    expect(await messageOf("CHG-1")).to.equal(
      `${of}no connection, or an answer that is none of HTTP`,
    );
  });

  it("need a URL that is safe and has the id once, behind its host", () => {
    const wrong = ["http://tickets.example/{id}", "https://tickets.example/", "{id}"];
    for (const url of [...wrong, "https://{id}.example/", "https://tickets.example/{id}/{id}"]) {
      expect(() => webhookChangeTickets({ url }), url).to.throw(
        `the change ticket's system:\n  url is "${url}": expected an https URL with {id} once, in its path or query`,
      );
    }
  });
});
