import { createHash } from "node:crypto";
import { authorize } from "./authorization/authorize";
import { arnOf, type Call } from "./call";
import type { ApiRequest, ApiResponse } from "./protocol/message";
import { findBy } from "./resources";
import { ServiceError } from "./service-error";
import {
  addAsset,
  assetsOf,
  callerWith,
  hashesOf,
  type PythonAsset,
} from "./simulation/python-packages";
import type { World } from "./world";

/** Where the packages of a repository are uploaded to and installed from. */
export interface PythonEndpoint {
  /** Host and port of the server. */
  readonly host: string | undefined;
  readonly domain: string;
  /** Account of the domain, 12 digits. */
  readonly owner: string;
  readonly region: string;
  readonly repository: string;
}

/** CodeArtifact has host names of its own, `<domain>-<owner>.d.codeartifact.<region>...`; here they are a path. */
const PATH = /^\/_codeartifact\/([\w-]+)-(\d{12})\/([\w-]+)\/pypi\/([^/]+)\/(.*)$/;

/** The URL of a repository's endpoint for Python packages. */
export function pythonEndpoint({
  host,
  domain,
  owner,
  region,
  repository,
}: PythonEndpoint): string {
  return `http://${host}/_codeartifact/${domain}-${owner}/${region}/pypi/${repository}/`;
}

/**
 * Answers what is asked of a repository's endpoint for Python packages; `undefined` for every other request.
 *
 * - `POST` of a form uploads a file (PyPI docs, "Upload API").
 * - `GET simple/<package>/` lists files, and `GET simple/<package>/<version>/<file>` is one (Python packaging, "Simple
 *   repository API").
 */
export async function pythonIndexed(
  world: World,
  request: ApiRequest,
): Promise<ApiResponse | undefined> {
  const [, domain = "", owner, region = "", repository = "", path = ""] =
    PATH.exec(request.path) ?? [];
  if (owner === undefined) return undefined;
  const known = callerWith(world, passwordOf(request), domain);
  if (known?.account.id !== owner) {
    return { ...text(401, "Unauthorized"), headers: { "www-authenticate": "Basic" } };
  }
  const { account, caller } = known;
  const call: Call = { account, caller, region, now: world.clock.now(), world };
  try {
    const at = { domain, repository };
    const arn = arnOf(call, "codeartifact", `repository/${domain}/${repository}`);
    if (!findBy(account, "aws:codeartifact/repository:Repository", "arn", arn)) {
      throw new ServiceError("ResourceNotFoundException", "Repository not found", 404);
    }
    if (request.method === "POST" && path === "") return await uploaded(call, at, request);
    const ask = { action: "codeartifact:ReadFromRepository", resource: arn };
    await authorize([ask], call, "AccessDeniedException");
    return read(call, at, path);
  } catch (error) {
    if (error instanceof ServiceError) return text(error.status, error.message);
    throw error;
  }
}

type At = Pick<PythonAsset, "domain" | "repository">;

async function uploaded(call: Call, at: At, { headers, body }: ApiRequest): Promise<ApiResponse> {
  const type = headers["content-type"] ?? "";
  const form = await new Response(new Uint8Array(Buffer.from(body)), {
    headers: { "content-type": type },
  })
    .formData()
    .catch(() => new FormData());
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const content = form.get("content");
  if (field(":action") !== "file_upload" || !(content instanceof File)) {
    throw new ServiceError("ValidationException", "The form uploads no file");
  }
  const [name, version] = [normal(field("name")), field("version")];
  const action = "codeartifact:PublishPackageVersion";
  const path = `package/${at.domain}/${at.repository}/pypi//${name}`;
  const ask = { action, resource: arnOf(call, "codeartifact", path) };
  await authorize([ask], call, "AccessDeniedException");
  const bytes = Buffer.from(await content.arrayBuffer());
  refuseWrong(content.name, { name, version, filetype: field("filetype") });
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (field("sha256_digest") !== digest) {
    throw new ServiceError("ValidationException", "The digest is not that of the file");
  }
  const asset: PythonAsset = {
    ...at,
    package: name,
    version,
    file: content.name,
    content: bytes.toString("base64"),
    requiresPython: field("requires_python"),
  };
  if (addAsset(call.account, asset)) return text(200, "");
  const message = `Asset ${content.name} of ${name} ${version} exists with different content`;
  throw new ServiceError("ConflictException", message, 409);
}

/** A wheel's file has its name and version in it (Python packaging, "Binary distribution format"). */
function refuseWrong(
  file: string,
  { name, version, filetype }: { name: string; version: string; filetype: string },
): void {
  const [distribution = "", of, ...rest] = file.replace(/\.whl$/, "").split("-");
  const isRight =
    filetype === "bdist_wheel" && file.endsWith(".whl") && rest.length >= 3 && rest.length <= 4;
  if (isRight && version !== "" && normal(distribution) === name && of === version) return;
  throw new ServiceError("ValidationException", `${file} is no wheel of ${name} ${version}`);
}

function read({ account }: Call, at: At, path: string): ApiResponse {
  const [, name = "", version, file] = /^simple\/([^/]+)\/(?:([^/]+)\/([^/]+))?$/.exec(path) ?? [];
  const all = assetsOf(account, { ...at, package: normal(name) });
  if (all.length === 0) throw new ServiceError("ResourceNotFoundException", "Not Found", 404);
  if (file === undefined) {
    const body = `<!DOCTYPE html><html><body>${all.map(linkTo).join("")}</body></html>`;
    return { status: 200, headers: { "content-type": "text/html" }, body };
  }
  const found = all.find((each) => each.version === version && each.file === file);
  if (!found) throw new ServiceError("ResourceNotFoundException", "Not Found", 404);
  const headers = { "content-type": "application/octet-stream" };
  return { status: 200, headers, body: Buffer.from(found.content, "base64") };
}

function linkTo(asset: PythonAsset): string {
  const { file, requiresPython, version } = asset;
  const wants = requiresPython.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const attribute = wants === "" ? "" : ` data-requires-python="${wants}"`;
  const url = `${version}/${file}#sha256=${hashesOf(asset)["SHA-256"]}`;
  return `<a href="${url}"${attribute}>${file}</a>`;
}

/** The password of basic authentication: CodeArtifact takes its token there. */
function passwordOf({ headers }: ApiRequest): string {
  const [, credentials = ""] = /^Basic (.+)$/.exec(headers.authorization ?? "") ?? [];
  const [, password = ""] = /^aws:(.*)$/.exec(Buffer.from(credentials, "base64").toString()) ?? [];
  return password;
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

function text(status: number, body: string): ApiResponse {
  return { status, headers: { "content-type": "text/plain" }, body };
}
