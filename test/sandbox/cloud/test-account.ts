import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createResource, updatedEntry } from "../../../sandbox/cloud/account";
import { type Cloud, type Entry, openCloud, type Properties } from "../../../sandbox/cloud/record";

/** Where the tests create resources. */
export const LOCATION = { account: "111111111111", region: "ca-central-1" };

/** A simulated account that is empty before each test of a suite. */
export function testAccount() {
  let folder: string;
  let cloud: Cloud;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "account-"));
    cloud = openCloud(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  return {
    get cloud() {
      return cloud;
    },
    /** @param name - logical name, of which the URN is made */
    create(type: string, name: string, inputs: object, region = LOCATION.region): Entry {
      const resource = { urn: `urn:${name}`, type, name, inputs: { ...inputs } };
      return createResource(cloud, resource, { ...LOCATION, region });
    },
  };
}

/** What a resource is after its inputs change from `olds` to `news`. */
export function stateAfterUpdate(entry: Entry, olds: Properties, news: Properties): Properties {
  return updatedEntry(entry, olds, news, LOCATION).state;
}
