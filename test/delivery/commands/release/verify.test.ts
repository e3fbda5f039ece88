import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  parseRelease,
  releaseId,
  releaseText,
} from "../../../../delivery/decisions/release/release";
import { ISSUER } from "../../../../sandbox/supply-chain/fulcio-config";
import { CASES } from "../../../supply-chain/support/cases";
import { readRecorded, recordedZip } from "../../../supply-chain/support/recorded";
import { releaseOfZip } from "../../../supply-chain/support/releases";
import { manifest } from "../../decisions/release/fixture";
import { nc } from "../support/command-line";

const RELEASE = parseRelease(manifest());
const ID = releaseId(RELEASE);

describe("nc release verify", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-verify-"));
  const file = join(folder, "release.json");
  after(() => rmSync(folder, { recursive: true, force: true }));
  const verify = async (text: string, ...more: string[]) => {
    writeFileSync(file, text);
    return nc(["release", "verify", file, ...more]);
  };

  it("[§15] takes a release as it was made, and names its identity", async () => {
    expect(await verify(releaseText(RELEASE), "--id", ID)).to.deep.equal({
      code: 0,
      out: [
        "pass  schema: it is billing v1.4.0",
        "pass  canonical: its bytes are its canonical JSON (RFC 8785)",
        `pass  identity: it is ${ID}`,
        "",
      ].join("\n"),
      err: "",
    });
  });

  it("[§15] refuses other bytes, and another release", async () => {
    const other = `sha256:${"0".repeat(64)}`;
    expect(await verify(JSON.stringify(RELEASE, null, 2), "--id", other)).to.deep.equal({
      code: 1,
      out: [
        "pass  schema: it is billing v1.4.0",
        "fail  canonical: its bytes are not its canonical JSON (RFC 8785): something has written it anew",
        `fail  identity: it is ${ID}, not ${other}`,
        "",
      ].join("\n"),
      err: "",
    });
  });

  it("lists what is wrong in a manifest, and refuses what is none", async () => {
    const wrong = JSON.stringify(manifest({ version: "1.4", commit: "abc" }));
    expect(await verify(wrong)).to.deep.equal({
      code: 1,
      out: "",
      err: [
        `${file}:`,
        '  version is "1.4": expected a SemVer tag such as "v1.4.0" or "v1.4.0-rc.1"',
        '  commit is "abc": expected 40 hex digits',
        "",
      ].join("\n"),
    });
    expect((await verify("{")).err).to.equal(`${file}:\n  text is "{": expected JSON\n`);
    expect((await nc(["release", "verify", join(folder, "none")])).err).to.equal(
      `files:\n  <file> is "${join(folder, "none")}": expected a file that can be read (ENOENT)\n`,
    );
  });

  it("[§15] refuses a signature of something else, though it is one that the root vouches for", async () => {
    const { trustedRoot, images } = readRecorded();
    const [bundle = ""] = images[CASES[0]?.name ?? ""]?.bundles ?? [];
    const [root, signature] = [join(folder, "root.json"), join(folder, "bundle.json")];
    writeFileSync(root, trustedRoot);
    writeFileSync(signature, bundle);
    writeFileSync(file, releaseText(RELEASE));
    const env = { NC_TRUSTED_ROOT: root, NC_TOKEN_ISSUER: ISSUER };
    const words = ["release", "verify", file, "--bundle", signature];
    const { code, out } = await nc(words, env);
    expect(code).to.equal(1);
    expect(out).to.match(/fail {2}signature: subject is \["[0-9a-f]{64}"\]: expected sha256:/);
    expect(out).to.include("repositoryId is 812345678: expected 1001");
    expect((await nc(words, { ...env, NC_TRUSTED_ROOT: signature })).err).to.match(
      /^the trusted root:\n {2}mediaType is /,
    );
  });

  it("[§15] knows the signature of the manifest's bytes, as a build signs it", async () => {
    const { trustedRoot } = readRecorded();
    const zip = recordedZip(CASES[0]?.name ?? "");
    const release = releaseOfZip(Buffer.from(zip.bytes, "base64"), Object.values(zip.bundles));
    const [root, signature] = [join(folder, "root.json"), join(folder, "manifest.json")];
    writeFileSync(root, trustedRoot);
    writeFileSync(signature, zip.manifest);
    writeFileSync(file, releaseText(release));
    const env = { NC_TRUSTED_ROOT: root, NC_TOKEN_ISSUER: ISSUER };
    const words = ["release", "verify", file, "--bundle", signature, "--signer"];
    const signer = "neurocipher/nc-platform/.github/workflows/release.yml@refs/heads/main";
    expect(await nc([...words, signer], env)).to.include({ code: 0, err: "" });
    const other = await nc([...words, signer.replace("release", "terraform")], env);
    expect(other.out).to.include(`fail  signature: signer is "${signer}"`);
    writeFileSync(file, releaseText({ ...release, version: "v1.4.1" }));
    expect((await nc([...words, signer], env)).err).to.include("signature verification failed");
  });

  it("asks for the signature where a signer is named", async () => {
    expect(await verify(releaseText(RELEASE), "--signer", "a")).to.deep.include({
      code: 2,
      err: "nc release verify:\n  --bundle is missing: expected the file of the signature that --signer has to have made\n",
    });
  });
});
