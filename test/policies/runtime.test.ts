import { listenerSpeaksModernTls } from "../../policies/runtime/listener-speaks-modern-tls";
import { taskIsConfined } from "../../policies/runtime/task-is-confined";
import { taskIsNotPublic } from "../../policies/runtime/task-is-not-public";
import { type Case, judges, LATER } from "../support/violations";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const GOOD = { name: "own", user: "1000:1000", readonlyRootFilesystem: true, privileged: false };

const task = (container: object = {}, props: object = {}): Case => ({
  type: TASK,
  props: {
    networkMode: "awsvpc",
    containerDefinitions: JSON.stringify([GOOD, { ...GOOD, name: "sidecar", ...container }]),
    ...props,
  },
});
const user = (name?: string): Case => task({ user: name });
const ROOT = { says: [/^user of sidecar is/] };
const linux = (linuxParameters: object): Case => task({ linuxParameters });

judges(taskIsConfined, {
  "[§9] passes containers that are confined": task(),
  "passes a user by name": user("nobody"),
  "passes a user without a group": user("10001"),
  "passes dropped capabilities": linux({ capabilities: { drop: ["ALL"], add: [] }, devices: [] }),
  "passes unknown containers": task({}, { containerDefinitions: LATER, networkMode: LATER }),
  "passes a volume of the task": task({}, { volumes: [{ name: "tmp" }] }),
  "refuses no user": { ...user(), says: [/^user of sidecar is not given, so it may be root/] },
  ...Object.fromEntries(
    ["root", "0", "0:0", "00", "root:root", "0:1000", "1000:0", "1000:root", ""].map((name) => [
      `refuses the user ${name || "of no name"}`,
      { ...user(name), ...ROOT },
    ]),
  ),
  "refuses a privileged container": {
    ...task({ privileged: true }),
    says: [/sidecar is privileged/],
  },
  "refuses a writable image": {
    ...task({ readonlyRootFilesystem: false }),
    says: [/^sidecar can write into its image/],
  },
  "refuses one by default": {
    ...task({ readonlyRootFilesystem: undefined }),
    says: [/^sidecar can write/],
  },
  "refuses more capabilities": {
    ...linux({ capabilities: { add: ["SYS_PTRACE"] } }),
    says: [/capabilities\.add of sidecar is not empty/],
  },
  "refuses devices of the host": { ...linux({ devices: [{}] }), says: [/devices of sidecar/] },
  "refuses the host's network": { ...task({}, { networkMode: "host" }), says: [/is host/] },
  "refuses bridge, the default": { ...task({}, { networkMode: undefined }), says: [/not given/] },
  "refuses the host's processes": { ...task({}, { pidMode: "host" }), says: [/^pidMode is host/] },
  "refuses the host's memory": { ...task({}, { ipcMode: "host" }), says: [/^ipcMode is host/] },
  "refuses a folder of the host": {
    ...task({}, { volumes: [{ name: "docker", hostPath: "/var/run/docker.sock" }] }),
    says: [/^a volume is \/var\/run\/docker\.sock/],
  },
  "refuses what is no list of containers": {
    ...task({}, { containerDefinitions: "no JSON" }),
    says: [/no list of containers/],
  },
});

const SERVICE = "aws:ecs/service:Service";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const EVENT = "aws:cloudwatch/eventTarget:EventTarget";
const address = (assignPublicIp?: unknown) => ({ networkConfiguration: { assignPublicIp } });

judges(taskIsNotPublic, {
  "[§3] passes false": { type: SERVICE, props: address(false) },
  "passes the default": { type: SERVICE, props: address() },
  "passes what is unknown": { type: SERVICE, props: address(LATER) },
  "passes a schedule of no task": { type: SCHEDULE, props: { target: { arn: "x" } } },
  "refuses a service's": { type: SERVICE, props: address(true), says: [/assignPublicIp is true/] },
  "refuses a schedule's": {
    ...{ type: SCHEDULE, props: { target: { ecsParameters: address(true) } } },
    says: [/^target\.ecsParameters\.networkConfiguration\.assignPublicIp is true/],
  },
  "refuses a rule's": {
    ...{ type: EVENT, props: { ecsTarget: address(true) }, says: [/^ecsTarget/] },
  },
  "refuses a pipe's": {
    type: "aws:pipes/pipe:Pipe",
    props: {
      targetParameters: {
        ecsTaskParameters: {
          networkConfiguration: { awsVpcConfiguration: { assignPublicIp: "ENABLED" } },
        },
      },
    },
    says: [/is ENABLED/],
  },
});

const LISTENER = "aws:lb/listener:Listener";
const https = (sslPolicy?: string): Case => ({
  type: LISTENER,
  props: { protocol: "HTTPS", sslPolicy },
});
const http = (action: unknown): Case => ({
  ...{ type: LISTENER, props: { protocol: "HTTP", defaultActions: [action] } },
});
const domain = (securityPolicy?: string): Case => ({
  type: "aws:apigatewayv2/domainName:DomainName",
  props: { domainNameConfiguration: { securityPolicy } },
});
const redirect = (protocol?: string) => ({ type: "redirect", redirect: { protocol } });

judges(listenerSpeaksModernTls, {
  "[§7.1] passes TLS 1.3 and 1.2": https("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"),
  "passes TLS 1.3 alone": https("ELBSecurityPolicy-TLS13-1-3-2021-06"),
  "passes FIPS": https("ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04"),
  "passes what is unknown": https(LATER),
  "passes an unknown protocol": { type: LISTENER, props: { protocol: LATER } },
  "passes a redirect to HTTPS": http(redirect("HTTPS")),
  "passes an unknown redirect": http(redirect(LATER)),
  "passes an unknown action": http(LATER),
  "passes a domain of TLS 1.2": domain("TLS_1_2"),
  "passes an unknown domain": domain(LATER),
  "passes a newer policy of a REST API": {
    type: "aws:apigateway/domainName:DomainName",
    props: { securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09" },
  },
  ...Object.fromEntries(
    [
      "ELBSecurityPolicy-2016-08",
      "ELBSecurityPolicy-TLS13-1-0-2021-06",
      "ELBSecurityPolicy-TLS13-1-1-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
      "ELBSecurityPolicy-TLS-1-2-2017-01",
    ].map((policy) => [`refuses ${policy}`, { ...https(policy), says: [/^sslPolicy is ELB/] }]),
  ),
  "refuses none, which is of 2016": { ...https(), says: [/^sslPolicy is not given/] },
  "refuses TLS of a network load balancer": {
    ...{ type: LISTENER, props: { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-2016-08" } },
    says: [/^sslPolicy/],
  },
  "refuses HTTP that forwards": {
    ...http({ type: "forward" }),
    says: [/action of HTTP is forward/],
  },
  "refuses a redirect to HTTP": { ...http(redirect("HTTP")), says: [/redirect to HTTPS/] },
  "refuses a redirect to what it was": { ...http(redirect()), says: [/redirect to HTTPS/] },
  "refuses TCP": { type: LISTENER, props: { protocol: "TCP" }, says: [/^protocol is TCP/] },
  "refuses no protocol": { type: LISTENER, props: {}, says: [/^protocol is not given/] },
  "refuses a domain of TLS 1.0": { ...domain("TLS_1_0"), says: [/securityPolicy is TLS_1_0/] },
  "refuses a domain of none": { ...domain(), says: [/securityPolicy is not given/] },
});
