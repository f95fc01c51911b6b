// nginx as examples/nginx has it, on a loopback port, around a site under a path; it can be killed and started again.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const EXAMPLE = fileURLToPath(new URL("../../examples/nginx/lectern.conf", import.meta.url));

/** Where Debian has its modules, which it loads for the system's own nginx only. */
const MODULES = "/usr/lib/nginx/modules";

/** `cargo xtask test` says which nginx it found. */
const program = () => process.env.LECTERN_NGINX ?? ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].find(existsSync) ?? "nginx";

/** A port that nobody has. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The example with other values; each must stand in it. */
function adapted(example, values) {
  return Object.entries(values).reduce((text, [before, after]) => {
    assert.ok(text.includes(before), `examples/nginx has no "${before}"`);
    return text.replaceAll(before, after);
  }, example);
}

/** The frame of the example: nothing that it says is said here. */
function frame(folder) {
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  return `daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
${userInfo().uid === 0 ? "user root;" : ""}
load_module ${MODULES}/ngx_http_brotli_static_module.so;
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  ${places.join("\n  ")}
  include ${folder}/lectern.conf;
}
`;
}

/**
 * Serves a site under /reader/ until `close()`.
 *
 * @param {string} site the built site
 */
export async function nginx(site) {
  const folder = await mkdtemp(join(tmpdir(), "lectern-nginx-"));
  const port = await freePort();
  const www = { "listen 80;": `listen 127.0.0.1:${port};`, "root /srv/www;": `root ${folder};` };
  await writeFile(join(folder, "lectern.conf"), adapted(await readFile(EXAMPLE, "utf8"), www));
  await writeFile(join(folder, "nginx.conf"), frame(folder));
  await symlink(site, join(folder, "reader"));
  const origin = `http://127.0.0.1:${port}`;
  let running;
  const start = async () => {
    running = spawn(program(), ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    running.stderr.on("data", (some) => (said += some));
    running.on("error", (error) => (said += error));
    for (let left = 100; left > 0; left -= 1) {
      if (await fetch(`${origin}/reader/robots.txt`).then(({ ok }) => ok, () => false)) return;
      if (running.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const log = await readFile(join(folder, "error.log"), "utf8").catch(() => "");
    throw new Error(`nginx did not start:\n${said}${log}`);
  };
  const kill = async () => {
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    await gone;
  };
  await start();
  return {
    origin,
    url: (path = "") => `${origin}/reader/${path.replace(/^\//, "")}`,
    start,
    kill,
    /** Shows another site from now on. */
    async show(other) {
      await rm(join(folder, "reader"));
      await symlink(other, join(folder, "reader"));
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}
