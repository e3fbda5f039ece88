import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { AlreadyExists, type Entry, openCloud } from "../../../sandbox/cloud/record";

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

describe("the record of the simulated cloud", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloud-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is empty where nothing was made, and makes no folder to say so", () => {
    const cloud = openCloud(join(folder, "none"));
    expect(cloud.list()).to.deep.equal([]);
    expect(cloud.get(QUEUE)).to.equal(undefined);
    cloud.remove(QUEUE);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("keeps what was added when it is opened again", () => {
    openCloud(folder).add(QUEUE);
    expect(openCloud(folder).get(QUEUE)).to.deep.equal(QUEUE);
    expect(openCloud(folder).list("aws:sqs/queue:Queue")).to.deep.equal([QUEUE]);
    expect(openCloud(folder).list("aws:sns/topic:Topic")).to.deep.equal([]);
  });

  it("refuses a second entry of one type, key and region, and names the first", () => {
    const cloud = openCloud(folder);
    cloud.add(QUEUE);
    expect(() => cloud.add({ ...QUEUE, urn: "urn:other" }))
      .to.throw(AlreadyExists)
      .with.nested.property("existing.urn", "urn:q");
    expect(cloud.get(QUEUE)).to.deep.equal(QUEUE);
  });

  it("tells apart keys that differ by case, by sign or by region alone", () => {
    const cloud = openCloud(folder);
    const entries = [
      { ...QUEUE, key: "/a/b" },
      { ...QUEUE, key: "/A/b" },
      { ...QUEUE, key: "-a-b" },
      { ...QUEUE, key: "/a/b", region: "us-east-1" },
      { ...QUEUE, key: "x".repeat(2000) },
      { ...QUEUE, key: "../../escape" },
    ];
    for (const entry of entries) cloud.add(entry);
    for (const entry of entries) expect(cloud.get(entry)).to.deep.equal(entry);
    expect(cloud.list()).to.have.length(entries.length);
  });

  it("finds an entry without its region, where one has it", () => {
    const cloud = openCloud(folder);
    cloud.add({ ...QUEUE, region: "us-east-1" });
    expect(cloud.get({ type: QUEUE.type, key: QUEUE.key })?.region).to.equal("us-east-1");
  });

  it("changes a state outside Pulumi", () => {
    const cloud = openCloud(folder);
    cloud.add(QUEUE);
    const changed = cloud.patch(QUEUE, (state) => ({ ...state, delaySeconds: 9 }));
    expect(changed).to.deep.equal({ ...QUEUE, state: { name: "q", delaySeconds: 9 } });
    expect(openCloud(folder).get(QUEUE)).to.deep.equal(changed);
  });

  it("throws where the entry to change does not exist", () => {
    expect(() => openCloud(folder).patch(QUEUE, (state) => state)).to.throw(
      "aws:sqs/queue:Queue https://sqs/q does not exist",
    );
  });

  it("leaves no entry and no draft behind", () => {
    const cloud = openCloud(folder);
    cloud.add(QUEUE);
    cloud.put({ ...QUEUE, name: "again" });
    expect(() => cloud.add(QUEUE)).to.throw(AlreadyExists);
    expect(readdirSync(folder, { recursive: true })).to.have.length(3);
    cloud.remove(QUEUE);
    expect(cloud.list()).to.deep.equal([]);
  });

  it("keeps an entry whole when the next one cannot be written", () => {
    const cloud = openCloud(folder);
    cloud.add(QUEUE);
    const broken = { ...QUEUE, state: { size: 1n } };
    expect(() => cloud.put(broken)).to.throw(TypeError);
    expect(cloud.get(QUEUE)).to.deep.equal(QUEUE);
    expect(readdirSync(folder, { recursive: true })).to.have.length(3);
  });
});
