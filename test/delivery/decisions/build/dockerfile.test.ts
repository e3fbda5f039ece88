import { expect } from "chai";
import { checkDockerfile } from "../../../../delivery/decisions/build/dockerfile";

const DIGEST = `sha256:${"0a".repeat(32)}`;

function problems(text: string): string[] {
  try {
    checkDockerfile("Dockerfile", text);
    return [];
  } catch (error) {
    return String(error).split("\n").slice(1);
  }
}

describe("a Dockerfile", () => {
  it("[§15] takes everything from elsewhere by digest", () => {
    const text = [
      `# syntax=docker/dockerfile:1.9@${DIGEST}`,
      `FROM --platform=$BUILDPLATFORM node:24-slim@${DIGEST} AS Build`,
      "COPY . /src",
      "ADD vendor.tar.gz /src",
      `RUN --mount=type=bind,from=golang:1.26@${DIGEST},target=/go --mount=type=cache,target=/c make`,
      "FROM scratch",
      "COPY --from=build /src/dist /app",
      "COPY --from=0 /src/notice /app",
      `COPY --from=busybox@${DIGEST} /bin/busybox /bin/`,
      "FROM build AS last",
    ];
    expect(problems(text.join("\n"))).to.deep.equal([]);
  });

  it("[§15] is refused with every line that does not", () => {
    const text = [
      "# syntax=docker/dockerfile:1",
      "ARG BASE=node:24",
      "FROM $" + "{BASE} AS build",
      `FROM node:24@${DIGEST.slice(0, -1)}`,
      "add https://example.com/a.tgz /a",
      'ADD ["git@github.com:o/r.git", "/b"]',
      "COPY --from=busybox:1 /bin/sh /bin/",
      "COPY --from=later /x /",
      "RUN --mount=type=bind,from=golang:1.26,target=/go make",
      `FROM node:24@${DIGEST} AS later`,
    ];
    const image = 'an image by its digest, such as "node:24@sha256:<64 hex digits>"';
    const file = "a file of the repository: what a URL answers may change";
    expect(problems(text.join("\n"))).to.deep.equal([
      `  Dockerfile:1 syntax is "docker/dockerfile:1": expected ${image}`,
      `  Dockerfile:3 FROM is "\${BASE}": expected ${image}`,
      `  Dockerfile:4 FROM is "node:24@${DIGEST.slice(0, -1)}": expected ${image}`,
      `  Dockerfile:5 ADD is "https://example.com/a.tgz": expected ${file}`,
      `  Dockerfile:6 ADD is "git@github.com:o/r.git": expected ${file}`,
      `  Dockerfile:7 COPY is "busybox:1": expected ${image}`,
      `  Dockerfile:8 COPY is "later": expected ${image}`,
      `  Dockerfile:9 RUN is "golang:1.26": expected ${image}`,
    ]);
  });

  it("is refused where it builds nothing", () => {
    expect(problems("# nothing\n")).to.deep.equal([
      '  Dockerfile:1 FROM is "missing": expected an image by its digest, such as "node:24@sha256:<64 hex digits>"',
    ]);
  });
});
