import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { strFromU8, unzipSync } from "fflate";
import { nc } from "../support/command-line";

describe("nc build zip", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-zip-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The same code, its files written in the order of `paths`. */
  function code(name: string, paths: readonly string[], mode: number): string {
    const root = join(folder, name);
    for (const path of paths) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), `// ${path}\n`);
      chmodSync(join(root, path), path === "bootstrap" ? 0o700 : mode);
    }
    return root;
  }
  const zip = (from: string, out: string, ...more: string[]) =>
    nc(["build", "zip", from, "--out", join(folder, out), ...more]);

  it("[§15] makes the same bytes of the same files, elsewhere and at another time", async () => {
    const paths = ["index.js", "lib/b.js", "lib/a.js", "bootstrap"];
    const one = code("one", paths, 0o644);
    const two = code("another", [...paths].reverse(), 0o600);
    utimesSync(join(two, "index.js"), 1, 1);
    const first = await zip(one, "one.zip", "--json");
    await zip(two, "two.zip");
    const bytes = readFileSync(join(folder, "one.zip"));
    expect(readFileSync(join(folder, "two.zip")).equals(bytes)).to.equal(true);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).to.deep.equal(["bootstrap", "index.js", "lib/a.js", "lib/b.js"]);
    expect(strFromU8(files["lib/a.js"] ?? new Uint8Array())).to.equal("// lib/a.js\n");
    // Unix modes are in the upper half of an entry's external attributes (APPNOTE.TXT, 4.4.15).
    const modes = bytes
      .toString("latin1")
      .split("PK\u0001\u0002")
      .slice(1)
      .map((header) => Buffer.from(header, "latin1").readUInt32LE(34) >>> 16);
    expect(modes).to.deep.equal([0o100755, 0o100644, 0o100644, 0o100644]);
    expect(JSON.parse(first.out).answer).to.include({ type: "zip", files: 4, size: bytes.length });
  });

  it("makes other bytes of other files", async () => {
    await zip(code("one", ["index.js"], 0o644), "one.zip");
    await zip(code("two", ["main.js"], 0o644), "two.zip");
    const [one, two] = ["one.zip", "two.zip"].map((name) => readFileSync(join(folder, name)));
    expect(one?.equals(two ?? Buffer.alloc(0))).to.equal(false);
  });

  it("refuses a file that cannot be read, such as one above Node's 2 GiB, and writes nothing", async () => {
    const large = code("large", ["index.js", "model.bin"], 0o644);
    truncateSync(join(large, "model.bin"), 2 ** 31);
    const { code: exit, err } = await zip(large, "x.zip");
    expect([exit, err]).to.deep.equal([
      1,
      'the zip:\n  model.bin is "ERR_FS_FILE_TOO_LARGE": expected a file that can be read\n',
    ]);
    expect(existsSync(join(folder, "x.zip"))).to.equal(false);
  });

  it("refuses links, nothing, and a folder that is not there, and writes nothing", async () => {
    const linked = code("linked", ["index.js"], 0o644);
    symlinkSync("/etc/hostname", join(linked, "a"));
    symlinkSync("index.js", join(linked, "b"));
    mkdirSync(join(folder, "empty"));
    const refused = [linked, join(folder, "empty"), join(folder, "absent")];
    const answers = await Promise.all(refused.map((from) => zip(from, "x.zip")));
    expect(answers.map(({ code, err }) => [code, err])).to.deep.equal([
      [
        1,
        'the zip:\n  a is "a link": expected a file or a folder\n  b is "a link": expected a file or a folder\n',
      ],
      [1, "the zip:\n  files is 0: expected at least one\n"],
      [
        1,
        `the zip:\n  folder is "${join(folder, "absent")}": expected a folder that can be read\n`,
      ],
    ]);
    expect(() => readFileSync(join(folder, "x.zip"))).to.throw("ENOENT");
  });
});
