// A small static server on loopback: a built site under any base path, with faults injected per address.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jsonl": "application/jsonl; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/**
 * Serves a folder until `close()`.
 *
 * @param {string} root the built site
 * @param {object} [options]
 * @param {string} [options.base] path that the site lives under, with a slash at both ends
 */
export async function serve(root, { base = "/" } = {}) {
  const faults = new Map();
  const seen = [];
  const fieldsOf = await headers(root);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    seen.push(pathname);
    const fault = faultFor(faults, pathname);
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    const answer = fault?.status ? plain(fault.status) : await answerTo(root, base, pathname);
    const said = pathname.startsWith(base) ? fieldsOf(pathname.slice(base.length - 1)) : {};
    const body = damaged(answer.body, fault);
    const length = { "content-length": body.length };
    response.writeHead(answer.status, { ...answer.headers, ...said, ...length, "cache-control": "no-store" });
    if (fault?.break !== undefined) {
      // The length that was promised never comes.
      response.write(body.subarray(0, fault.break), () => response.destroy());
      return;
    }
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    /** Paths that were asked for, in order. */
    seen,
    /** Address of a path of the site, e.g. `url("essays/some-essay/")`. */
    url: (path = "") => origin + base + path.replace(/^\//, ""),
    /**
     * Spoils every answer whose path matches: `{ status }`, `{ truncate: bytes }`, `{ break: bytes }`
     * after which the connection breaks, `{ replace: bytes or function }`, `{ delay: milliseconds }`;
     * with `times`, only so many answers. `null` mends it.
     */
    fault(pattern, fault) {
      if (fault) faults.set(pattern, fault);
      else faults.delete(pattern);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** What the site's file `_headers` says with the file at a path: its fields by name. */
async function headers(root) {
  const rules = [];
  for (const line of (await readFile(join(root, "_headers"), "utf8").catch(() => "")).split("\n")) {
    const [, name, value] = line.match(/^\s+([^:]+): (.*)$/) ?? [];
    if (name) rules.at(-1).fields[name.toLowerCase()] = value;
    else if (line.startsWith("/")) rules.push({ path: line, fields: {} });
  }
  const meets = ({ path }, asked) => (path.endsWith("*") ? asked.startsWith(path.slice(0, -1)) : asked === path);
  return (asked) => Object.assign({}, ...rules.filter((rule) => meets(rule, asked)).map(({ fields }) => fields));
}

function faultFor(faults, pathname) {
  for (const [pattern, fault] of faults) {
    if (!(pattern instanceof RegExp ? pattern.test(pathname) : pathname.endsWith(pattern))) continue;
    if (fault.times === 1) faults.delete(pattern);
    else if (fault.times) faults.set(pattern, { ...fault, times: fault.times - 1 });
    return fault;
  }
  return undefined;
}

function damaged(body, fault) {
  if (fault?.truncate !== undefined) return body.subarray(0, fault.truncate);
  if (typeof fault?.replace === "function") return fault.replace(body);
  return fault?.replace ?? body;
}

function plain(status) {
  return { status, headers: { "content-type": TYPES[".txt"] }, body: Buffer.from(`${status}\n`) };
}

async function answerTo(root, base, pathname) {
  if (!pathname.startsWith(base)) return plain(404);
  const relative = normalize(decodeURIComponent(pathname.slice(base.length)) || ".");
  if (relative.startsWith("..")) return plain(404);
  const path = join(root, relative);
  const entry = await stat(path).catch(() => undefined);
  if (entry?.isDirectory()) {
    if (!pathname.endsWith("/")) {
      return { status: 301, headers: { location: `${pathname}/` }, body: Buffer.alloc(0) };
    }
    return file(join(path, "index.html"), 200);
  }
  return entry ? file(path, 200) : notFound(root);
}

async function file(path, status) {
  const body = await readFile(path).catch(() => undefined);
  if (!body) return plain(404);
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  return { status, headers: { "content-type": type }, body };
}

async function notFound(root) {
  const page = join(root, "404.html");
  return (await stat(page).catch(() => undefined)) ? file(page, 404) : plain(404);
}
