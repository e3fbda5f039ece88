import { expect } from "chai";
import { memoryCloud } from "../../../sandbox/cloud/memory";
import { AlreadyExists, type Entry } from "../../../sandbox/cloud/record";

const QUEUE: Entry = {
  type: "aws:sqs/queue:Queue",
  key: "https://sqs/q",
  id: "https://sqs/q",
  region: "ca-central-1",
  urn: "urn:q",
  name: "q",
  generation: 0,
  inputs: { name: "q" },
  state: { name: "q", delaySeconds: 0 },
};

describe("a record in memory", () => {
  it("begins with the entries that it is given", () => {
    const cloud = memoryCloud([QUEUE]);
    expect(cloud.get({ type: QUEUE.type, key: QUEUE.key })).to.deep.equal(QUEUE);
    expect(cloud.list("aws:sqs/queue:Queue")).to.deep.equal([QUEUE]);
    expect(cloud.list("aws:sns/topic:Topic")).to.deep.equal([]);
    expect(cloud.list()).to.deep.equal([QUEUE]);
  });

  it("refuses a second entry of one type, key and region, and names the first", () => {
    const cloud = memoryCloud([QUEUE]);
    expect(() => cloud.add({ ...QUEUE, urn: "urn:other" }))
      .to.throw(AlreadyExists)
      .with.nested.property("existing.urn", "urn:q");
    cloud.add({ ...QUEUE, region: "us-east-1" });
    expect(cloud.list()).to.have.length(2);
  });

  it("keeps what a file would keep: nothing undefined, and nothing that the caller changes later", () => {
    const state: Record<string, unknown> = { name: "q", alias: undefined };
    const cloud = memoryCloud([]);
    cloud.put({ ...QUEUE, state });
    state.name = "changed";
    expect(cloud.get(QUEUE)?.state).to.deep.equal({ name: "q" });
  });

  it("lets no reader change what others read", () => {
    const cloud = memoryCloud([QUEUE]);
    const { state } = cloud.get(QUEUE) ?? QUEUE;
    expect(() => Object.assign(state, { name: "changed" })).to.throw(TypeError);
    const changed = cloud.patch(QUEUE, (own) => Object.assign(own, { delaySeconds: 9 }));
    expect(changed.state).to.deep.equal({ name: "q", delaySeconds: 9 });
    expect(cloud.get(QUEUE)).to.deep.equal(changed);
  });

  it("throws where the entry to change does not exist, and removes what does", () => {
    const cloud = memoryCloud([QUEUE]);
    cloud.remove({ type: QUEUE.type, key: QUEUE.key });
    cloud.remove(QUEUE);
    expect(cloud.list()).to.deep.equal([]);
    expect(() => cloud.patch(QUEUE, (state) => state)).to.throw(
      "aws:sqs/queue:Queue https://sqs/q does not exist",
    );
  });
});
