import { expect } from "chai";
import { type Changes, problemsWith } from "./entries";

const HTTP = {
  http: { path: "/v1/{proxy+}" },
  checks: { happyPath: { path: "/v1/status" } },
};
const RETIRED = {
  since: "2027-01-01",
  keepUntil: "2027-03-01",
  agreed: { owner: "ada", approver: "grace" },
  reason: "T-1",
};

const toWorker = { to: "wrk", verb: "send" };
const SEND = '{"to":"wrk","verb":"send"}';

describe("the links of a catalog", () => {
  const RIGHT: [title: string, changes: Changes][] = [
    ["a queue", { svc: { links: [toWorker] }, wrk: { allows: [{ from: "svc", verb: "send" }] } }],
    [
      "a function that consumes",
      {
        svc: { links: [{ to: "fn", verb: "send" }] },
        fn: { consumes: {}, allows: [{ from: "svc", verb: "send" }] },
      },
    ],
    [
      "a function, by its alias and over HTTP",
      {
        wrk: {
          links: [
            { to: "fn", verb: "invoke" },
            { to: "fn", verb: "call" },
          ],
        },
        fn: {
          ...HTTP,
          allows: [
            { from: "wrk", verb: "invoke" },
            { from: "wrk", verb: "call" },
          ],
        },
      },
    ],
    [
      "a service, and back",
      {
        fn: { links: [{ to: "svc", verb: "call" }], allows: [{ from: "svc", verb: "invoke" }] },
        svc: { links: [{ to: "fn", verb: "invoke" }], allows: [{ from: "fn", verb: "call" }] },
      },
    ],
    [
      "a job",
      {
        fn: { links: [{ to: "job", verb: "start" }] },
        job: { allows: [{ from: "fn", verb: "start" }] },
      },
    ],
    [
      "what a Terraform stack owns, to read and to write it",
      {
        job: {
          links: [
            { to: "tf", verb: "read", resource: "bucket/a" },
            { to: "tf", verb: "write", resource: "bucket/a" },
            { to: "tf", verb: "connect", resource: "database/main" },
          ],
        },
        tf: {
          owns: { buckets: ["a"], databases: { main: 5432 } },
          allows: [
            { from: "job", verb: "read", resource: "bucket/a" },
            { from: "job", verb: "write", resource: "bucket/a" },
            { from: "job", verb: "connect", resource: "database/main" },
          ],
        },
      },
    ],
    [
      "of a workload of the other app, where the target says so",
      {
        svc: { app: "Neurocipher", allows: [{ from: "fn", verb: "call", crossApp: true }] },
        fn: { links: [{ to: "svc", verb: "call" }] },
      },
    ],
    [
      "of a retired caller, until it has stopped",
      {
        svc: { links: [toWorker], retired: RETIRED },
        wrk: { allows: [{ from: "svc", verb: "send" }] },
      },
    ],
  ];
  for (const [title, changes] of RIGHT) {
    it(`may reach ${title}`, () => {
      expect(problemsWith(changes)).to.deep.equal([]);
    });
  }

  const WRONG: [title: string, changes: Changes, ...problems: string[]][] = [
    [
      "to a workload that is not there",
      { svc: { links: [{ to: "gone", verb: "send" }] } },
      'svc: links[0] is {"to":"gone","verb":"send"}: expected a workload of the catalog, or no such line: fn, wrk, job, tf, fn2',
    ],
    [
      "to itself",
      { wrk: { links: [toWorker], allows: [{ from: "wrk", verb: "send" }] } },
      `wrk: links[0] is ${SEND}: expected another workload than itself`,
      'wrk: allows[0] is {"from":"wrk","verb":"send","crossApp":false}: expected another workload than itself',
    ],
    [
      "with a verb that its kind does not have",
      {
        svc: {
          links: [
            { to: "wrk", verb: "call" },
            { to: "tf", verb: "read" },
          ],
        },
      },
      'svc: links[0] is {"to":"wrk","verb":"call"}: expected what wrk offers, a worker: send',
      'svc: links[1] is {"to":"tf","verb":"read"}: expected what tf offers, a terraform: nothing',
    ],
    [
      "to a queue that a function does not have, and to an API",
      {
        svc: {
          links: [
            { to: "fn", verb: "send" },
            { to: "fn", verb: "call" },
          ],
        },
      },
      'svc: links[0] is {"to":"fn","verb":"send"}: expected what fn offers, a function: invoke',
      'svc: links[1] is {"to":"fn","verb":"call"}: expected what fn offers, a function: invoke',
    ],
    [
      "that the target does not allow",
      { svc: { links: [toWorker] } },
      `svc: links[0] is ${SEND}: expected the line { from: "svc", verb: "send" } in allows of stacks/catalog/wrk.ts`,
    ],
    [
      "that the caller does not have",
      { wrk: { allows: [{ from: "svc", verb: "send" }] } },
      'wrk: allows[0] is {"from":"svc","verb":"send","crossApp":false}: expected the line { to: "wrk", verb: "send" } in links of stacks/catalog/svc.ts, or none',
    ],
    [
      "from a workload that is not there",
      { wrk: { allows: [{ from: "gone", verb: "send" }] } },
      'wrk: allows[0] is {"from":"gone","verb":"send","crossApp":false}: expected a workload of the catalog, or no such line: svc, fn, job, tf, fn2',
    ],
    [
      "to another app, which the target does not say",
      {
        svc: { app: "Neurocipher", allows: [{ from: "fn", verb: "call" }] },
        fn: { links: [{ to: "svc", verb: "call" }] },
      },
      'fn: links[0] is {"to":"svc","verb":"call"}: expected the line { from: "fn", verb: "call", crossApp: true } in allows of stacks/catalog/svc.ts, as a workload of AuditHound reaches one of Neurocipher only where that says so',
    ],
    [
      "to its own app as to the other",
      {
        svc: { links: [toWorker] },
        wrk: { allows: [{ from: "svc", verb: "send", crossApp: true }] },
      },
      'wrk: allows[0] is {"from":"svc","verb":"send","crossApp":true}: expected no crossApp, as both are of AuditHound',
    ],
    [
      "that outlives its target",
      {
        svc: { links: [toWorker] },
        wrk: { allows: [{ from: "svc", verb: "send" }], retired: RETIRED },
      },
      `svc: links[0] is ${SEND}: expected a workload that is not retired, or no such line`,
    ],
    [
      "to a workload that another has replaced",
      {
        svc: { links: [{ to: "fn", verb: "invoke" }] },
        fn: {
          allows: [{ from: "svc", verb: "invoke" }],
          retired: { ...RETIRED, replacedBy: "fn2" },
        },
      },
      'svc: links[0] is {"to":"fn","verb":"invoke"}: expected a workload that is not retired, or no such line: { to: "fn2", verb: "invoke" }',
    ],
    [
      "that is written twice",
      {
        svc: { links: [toWorker, toWorker] },
        wrk: { allows: [{ from: "svc", verb: "send" }] },
      },
      `svc: links[1] is ${SEND}: expected each only once`,
      `svc: links[1] is ${SEND}: expected another name than { to: "wrk", verb: "send" }, which has the variable NC_LINK_WRK_QUEUE_URL`,
    ],
    [
      "of functions that call each other",
      {
        fn: {
          ...HTTP,
          links: [{ to: "fn2", verb: "call" }],
          allows: [{ from: "fn2", verb: "call" }],
        },
        fn2: {
          ...HTTP,
          links: [{ to: "fn", verb: "call" }],
          allows: [{ from: "fn", verb: "call" }],
        },
      },
      'fn: links is "fn calls fn2 calls fn": expected no cycle, as the URL of a function\'s HTTP API is known only once it is made',
    ],
    [
      "of a Terraform stack",
      { tf: { links: [toWorker] }, wrk: { allows: [{ from: "tf", verb: "send" }] } },
      'tf: links is [{"to":"wrk","verb":"send"}]: expected none, as nothing of a Terraform stack runs',
      'wrk: allows[0] is {"from":"tf","verb":"send","crossApp":false}: expected a workload of the catalog, or no such line: svc, fn, job, fn2',
    ],
  ];
  for (const [title, changes, ...problems] of WRONG) {
    it(`may not be ${title}`, () => {
      expect(problemsWith(changes)).to.deep.equal(problems);
    });
  }
});
