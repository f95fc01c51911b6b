// Starts the application in a file that holds the whole site: every other file lies in an element of its own,
// compressed (zlib) and spelt in letters (base64), and is unpacked when it is asked for.

import { api, launch } from "./launch.js";
import { takeProgram } from "./search.js";

/** The response that a server would give for one of the files. */
async function unpacked(name) {
  const element = document.querySelector(`script[data-file="${CSS.escape(name)}"]`);
  if (!element) return new Response(null, { status: 404 });
  const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const type = name.endsWith(".wasm") ? "application/wasm" : "text/html";
  return new Response(stream, { headers: { "content-type": type } });
}

const take = (file) => unpacked(file.replace("./", "assets/"));
takeProgram(() => take("./lectern-engine_bg.wasm"));

/** An address behind `#/` as the name of its file. */
function named(address) {
  const path = decodeURIComponent(address.replace(/^#\//, ""));
  return path.endsWith("/") ? `${path}index.html` : path;
}

let isReady;
const ready = new Promise((resolve) => (isReady = resolve));
const launched = launch(take, {
  base: "#/",
  fetch: (address) => unpacked(named(address)),
  tell: (event) => event === "ready" && isReady(),
});

window.lectern = api(launched, ready);

launched.catch((error) => {
  document.documentElement.dataset.app = "dead";
  throw error;
});
