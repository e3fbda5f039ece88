import { expect } from "chai";
import fc from "fast-check";
import {
  pathOf,
  pathPatternProblem,
  requestPathProblem,
  routePathProblem,
  routeTakes,
} from "../../../infra/catalog/paths";

const RULES: [
  what: string,
  problem: (text: string) => string | undefined,
  good: readonly string[],
  bad: readonly string[],
][] = [
  [
    "a path that is asked",
    requestPathProblem,
    [
      ...["/", "/healthz", "/a/x?q=1", "/a/~me", "/a/x:run", "/a/b%20c", "/a/", "/a//b", "/a;v=1"],
      ...["/a?", "/a?b=/c?d", "/a/(b)!$&'*+,=@", "/.well-known/x", "/..a", "/a/..."],
    ],
    [
      ...[
        "",
        "a",
        "//evil.example",
        "/a b",
        "/a#b",
        "/a%2",
        "/a%zz",
        "/a[b]",
        "/é",
        "/a\\b",
        "/a|b",
      ],
      ...[
        "/.",
        "/..",
        "/a/../b",
        "/a/./b",
        "/a/%2e%2E/b",
        "/a/.%2e",
        "https://a/b",
        "/a\n",
        "/a{b}",
      ],
    ],
  ],
  [
    "a path pattern of the load balancer",
    pathPatternProblem,
    ["/", "/*", "/ingest/*", "/v?/x", "/a.b_c-$~\"'@:+&", `/${"x".repeat(127)}`, "/*/*/*/*/*"],
    [
      "",
      "*",
      "ingest/*",
      "/a b",
      "/a%20b",
      "/a;b",
      "/é",
      `/${"x".repeat(128)}`,
      "/*/*/*/*/*/*",
      "/{a}",
    ],
  ],
  [
    "a route of an HTTP API",
    routePathProblem,
    [
      ...["/", "/v1", "/v1/{proxy+}", "/{proxy+}", "/v1/{a}/b/{c}", "/v1/x:run/~me", "/v1/"],
      ...["/v1/{a}/{b+}", "/.well-known/a_b-c", "/{a.b-c_d}"],
    ],
    [
      ...["", "v1", "v1/x", "//x", "/v1//x", "/v1/{a+}/b", "/v1/{a+}/", "/v1/{a", "/v1/a}"],
      ...[
        "/v1/{a}/{a}",
        "/v1/{a}/{a+}",
        "/v1/e{id}",
        "/v1/{id}e",
        "/v1/{}",
        "/v1/{+}",
        "/v1/{a++}",
      ],
      ...["/v1/{a b}", "/v1/a b", "/v1/a?b", "/v1/*", "/v1/a%20b", "/v1/{{a}}", "/é", "$default"],
    ],
  ],
];

for (const [what, problem, good, bad] of RULES) {
  describe(what, () => {
    for (const text of good) it(`is ${text}`, () => expect(problem(text)).to.equal(undefined));
    for (const text of bad) {
      it(`is not ${JSON.stringify(text)}`, () => expect(problem(text)).to.be.a("string"));
    }
  });
}

describe("the grammars of paths", () => {
  it("hold of a path exactly what the URL Standard leaves as it is", () => {
    const part = fc.constantFrom(
      "/",
      "a",
      ".",
      "%2e",
      "%20",
      "~",
      ":",
      "?",
      "=",
      "[",
      " ",
      "#",
      "é",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
        const text = `/${parts.join("")}`;
        if (requestPathProblem(text) !== undefined) return;
        const url = new URL(`https://example.com${text}`);
        expect(url.host).to.equal("example.com");
        expect(url.href).to.equal(`https://example.com${text}`);
        expect(url.pathname).to.equal(pathOf(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("take as a route all that is made of literals, then distinct variables, the last greedy", () => {
    const word = fc.stringMatching(/^[a-z0-9._~:-]{1,5}$/);
    const name = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(word), fc.uniqueArray(name, { minLength: 1 }), (words, names) => {
        const variables = names.map(
          (each, index) => `{${each}${index === names.length - 1 ? "+" : ""}}`,
        );
        const path = `/${[...words, ...variables].join("/")}`;
        expect(routePathProblem(path)).to.equal(undefined);
        expect(routePathProblem(`${path}/more`)).to.include("as the last segment");
        expect(routePathProblem(`/{${names[0]}}${path}`)).to.equal(`the variable ${names[0]} once`);
      }),
    );
  });
});

describe("a rule of the load balancer", () => {
  const cases: [pattern: string, target: string, taken: boolean][] = [
    ["/ingest/*", "/ingest/healthz", true],
    ["/ingest/*", "/ingest/a/b", true],
    ["/ingest/*", "/ingest/a?b=c", true],
    ["/ingest/*", "/ingest", false],
    ["/ingest/*", "/healthz", false],
    ["/ingest/*", "/healthz?a=/ingest/b", false],
    ["/ingest/*", "/v1/ingest/healthz", false],
    ["/Ingest/*", "/ingest/healthz", false],
    ["/*", "/healthz", true],
    ["/exact", "/exact", true],
    ["/exact", "/exact?q=1", true],
    ["/exact", "/exact/more", false],
    ["/v1.0/*", "/v1x0/healthz", false],
    ["/*/documents", "/v1/documents", true],
    ["/v?/*", "/v1/x", true],
    ["/v?/*", "/v10/x", false],
    ["/a+$/x", "/a+$/x", true],
    ["/a+$/x", "/aa/x", false],
  ];
  for (const [pattern, target, taken] of cases) {
    it(`${pattern} ${taken ? "takes" : "does not take"} ${target}`, () => {
      expect(routeTakes(pattern, target)).to.equal(taken);
    });
  }
});
