import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import { UNKNOWN } from "../../../infra/unknown";
import { type Cloud, openCloud } from "../../../sandbox/cloud/record";
import { locationOfAws } from "../../../sandbox/provider/credentials";
import { type Listening, serve, serviceOf } from "../../../sandbox/provider/service";
import { simulated } from "../../../sandbox/provider/simulated";
import { decode, encode } from "../../../sandbox/provider/wire";

const TYPE = "aws:sqs/queue:Queue";
const ID = "https://sqs.ca-central-1.amazonaws.com/111111111111/nc-q";
const INPUTS = { name: "nc-q", delaySeconds: 1, tags: { App: "a" } };
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;

type Reply<S> = (error: grpc.ServiceError | null, response: S) => void;

describe("the simulated provider, over gRPC", () => {
  let folder: string;
  let cloud: Cloud;
  let listening: Listening;
  let client: ResourceProviderClient;

  const ask = <S>(call: (reply: Reply<S>) => unknown): Promise<S> =>
    new Promise((resolve, reject) =>
      call((error, response) => (error ? reject(error) : resolve(response))),
    );
  const failure = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "no failure",
      (error: Error & { details?: string }) => error.details ?? error.message,
    );
  const about = <M extends { setUrn(v: string): M; setType(v: string): M; setName(v: string): M }>(
    message: M,
    type = TYPE,
  ) => message.setUrn("urn:q").setType(type).setName("q");

  const configure = (config: object) =>
    ask<messages.ConfigureResponse>((reply) =>
      client.configure(new messages.ConfigureRequest().setArgs(encode({ ...config })), reply),
    );
  const create = (inputs: object, preview = false) => {
    const request = about(new messages.CreateRequest()).setProperties(encode({ ...inputs }));
    return ask<messages.CreateResponse>((reply) =>
      client.create(request.setPreview(preview), reply),
    );
  };
  const diff = (olds: object, news: object, type = TYPE) => {
    const request = about(new messages.DiffRequest(), type).setOldInputs(encode({ ...olds }));
    return ask<messages.DiffResponse>((reply) =>
      client.diff(request.setNews(encode({ ...news })), reply),
    );
  };
  const read = () =>
    ask<messages.ReadResponse>((reply) =>
      client.read(about(new messages.ReadRequest()).setId(ID), reply),
    );

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "provider-"));
    cloud = openCloud(folder);
    listening = await serve(
      serviceOf(simulated({ version: "7.48.0", cloud, location: locationOfAws("111111111111") })),
    );
    const address = `127.0.0.1:${listening.port}`;
    client = new ResourceProviderClient(address, grpc.credentials.createInsecure());
    await configure({ region: "ca-central-1", allowedAccountIds: '["111111111111"]' });
  });
  afterEach(() => {
    client.close();
    listening.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("refuses credentials of another account, and then makes nothing", async () => {
    const other = configure({ region: "ca-central-1", allowedAccountIds: '["9"]' });
    expect(await failure(other)).to.equal(
      'allowedAccountIds is ["9"]: expected a list with 111111111111, ' +
        "the account of the credentials in use",
    );
    expect(cloud.list()).to.deep.equal([]);
  });

  it("makes, reads, changes and removes a resource", async () => {
    const made = await create(INPUTS);
    expect(made.getId()).to.equal(ID);
    expect(decode(made.getProperties())).to.deep.include({ ...INPUTS, url: ID });
    const found = await read();
    expect(decode(found.getInputs())).to.deep.equal(INPUTS);

    const update = about(new messages.UpdateRequest()).setId(ID).setOldInputs(encode(INPUTS));
    const news = { ...INPUTS, delaySeconds: 2 };
    const updated = await ask<messages.UpdateResponse>((reply) =>
      client.update(update.setNews(encode(news)), reply),
    );
    expect(decode(updated.getProperties())).to.deep.include(news);

    const removal = about(new messages.DeleteRequest()).setId(ID);
    await ask<unknown>((reply) => client.delete(removal, reply));
    await ask<unknown>((reply) => client.delete(removal, reply));
    expect((await read()).getId()).to.equal("");
    expect(
      await failure(ask<messages.UpdateResponse>((reply) => client.update(update, reply))),
    ).to.equal(`${TYPE} ${ID} does not exist any more: run a refresh`);
  });

  it("makes nothing in a preview, and knows of it what was asked for", async () => {
    const inputs = { ...INPUTS, kmsMasterKeyId: UNKNOWN };
    const previewCreate = await create(inputs, true);
    expect(previewCreate.getId()).to.equal("");
    const state = decode(previewCreate.getProperties());
    expect(state).to.deep.include({ ...inputs, arn: UNKNOWN, url: UNKNOWN });
    expect(previewCreate.getProperties()?.toJavaScript()).to.include({ arn: UNKNOWN_TEXT });
    expect(cloud.list()).to.deep.equal([]);
  });

  it("shows a change that somebody else made", async () => {
    await create(INPUTS);
    const { key, type } = cloud.list()[0] ?? { key: "", type: "" };
    cloud.patch({ type, key }, (state) => ({ ...state, delaySeconds: 9 }));
    const found = await read();
    expect(decode(found.getInputs())).to.deep.equal({ ...INPUTS, delaySeconds: 9 });
    expect(decode(found.getProperties())).to.include({ delaySeconds: 9 });
  });

  it("says what changes, and what that replaces", async () => {
    expect((await diff(INPUTS, INPUTS)).getChanges()).to.equal(DIFF_NONE);
    const tag = await diff(INPUTS, { ...INPUTS, tags: { App: UNKNOWN } });
    expect(tag.getChanges()).to.equal(DIFF_SOME);
    expect(tag.getReplacesList()).to.deep.equal([]);
    expect(
      tag
        .getDetaileddiffMap()
        .getEntryList()
        .map(([path]) => path),
    ).to.deep.equal(["tags.App"]);

    const renamed = await diff(INPUTS, { ...INPUTS, name: "nc-r" });
    expect(renamed.getReplacesList()).to.deep.equal(["name"]);
    expect(renamed.getDeletebeforereplace()).to.equal(false);
    const kind = renamed.getDetaileddiffMap().get("name")?.getKind();
    expect(kind).to.equal(messages.PropertyDiff.Kind.UPDATE_REPLACE);
    const remade = await diff(INPUTS, { ...INPUTS, fifoQueue: true });
    expect(remade.getDeletebeforereplace()).to.equal(true);
  });

  it("refuses in check what is made to be wrong, and nothing that is unknown", async () => {
    const check = async (inputs: object) => {
      const request = about(new messages.CheckRequest()).setNews(encode({ ...inputs }));
      const found = (
        await ask<messages.CheckResponse>((reply) => client.check(request, reply))
      ).getFailuresList();
      return found.map((each) => `${each.getProperty()}: ${each.getReason()}`);
    };
    expect(await check({ ...INPUTS, delaySeconds: 901 })).to.deep.equal([
      "delaySeconds: delaySeconds is 901: expected from 0 to 900",
    ]);
    expect(await check({ name: UNKNOWN, delaySeconds: UNKNOWN })).to.deep.equal([]);
  });

  it("makes no look-ups", async () => {
    const invoke = new messages.InvokeRequest().setTok("aws:index/getRegion:getRegion");
    expect(
      await failure(ask<messages.InvokeResponse>((reply) => client.invoke(invoke, reply))),
    ).to.equal("aws:index/getRegion:getRegion was invoked: a plan makes no look-ups");
  });
});
