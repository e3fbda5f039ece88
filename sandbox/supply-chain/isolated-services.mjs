// Runs in a network namespace of its own: the fake GitHub issuer, Fulcio and the timestamp authority listen here,
// on every interface that there is, which is loopback. Each is reached from outside by a socket in the file system.
import { spawn } from "node:child_process";
import { createServer as createHttpServer } from "node:http";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const [folder = "", fulcio = "", timestampServer = "", keys = ""] = process.argv.slice(2);

/** The ports are free: nothing else is in this namespace. */
const ISSUER = 8080;
const FULCIO = 5555;
const TIMESTAMPS = 3000;

const issuer = `http://127.0.0.1:${ISSUER}`;
const discovery = {
  issuer,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ["id_token"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
};
createHttpServer((request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(request.url === "/jwks" ? keys : JSON.stringify(discovery));
}).listen(ISSUER, "127.0.0.1", start);

function start() {
  const host = ["--host", "127.0.0.1"];
  const servers = [
    spawn(fulcio, [
      ...[
        "serve",
        "--ca",
        "ephemeralca",
        "--ct-log-url=",
        "--config-path",
        join(folder, "fulcio.yaml"),
      ],
      ...[...host, "--port", `${FULCIO}`, "--grpc-host", "127.0.0.1", "--grpc-port", "5554"],
      ...["--metrics-port", "2113"],
    ]),
    spawn(timestampServer, [
      ...["serve", ...host, "--port", `${TIMESTAMPS}`],
      ...["--timestamp-signer", "memory", "--disable-ntp-monitoring"],
    ]),
  ];
  for (const server of servers) {
    server.stdout.pipe(process.stderr);
    server.stderr.pipe(process.stderr);
    server.once("exit", (code) => {
      console.error(`${server.spawnfile} ended with ${code}`);
      process.exit(1);
    });
  }
  process.once("SIGTERM", () => {
    for (const server of servers) server.removeAllListeners("exit").kill();
    process.exit(0);
  });
  for (const [name, port] of Object.entries({ fulcio: FULCIO, timestamps: TIMESTAMPS })) {
    createServer((outer) => {
      const inner = connect(port, "127.0.0.1");
      outer.on("error", () => inner.destroy()).pipe(inner);
      inner.on("error", () => outer.destroy()).pipe(outer);
    }).listen(join(folder, `${name}.sock`));
  }
  void Promise.all([answer(FULCIO), answer(TIMESTAMPS)]).then(() => console.log("listening"));
}

/**
 * Waits until a port takes connections.
 *
 * @param {number} port
 */
async function answer(port) {
  for (;;) {
    const taken = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (taken) return;
    await setTimeout(50);
  }
}
