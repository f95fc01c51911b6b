// The search engine with what it needs fetched for it: whoever asks, waits until all that the query
// misses has come. Answers are lines of text, as crates/engine/src/answer.rs writes them.

import start, { open as openIndex } from "./lectern-engine.js";

/** How long after an answer parts are fetched that later questions may need, in milliseconds. */
const PAUSE = 300;

/** How many of them at a time: the others of a browser's six connections stay free. */
const AT_ONCE = 4;

let program = () => new URL("./lectern-engine_bg.wasm", import.meta.url);
let started;

/** Says where the engine's WebAssembly comes from, where it does not lie beside this module. */
export function takeProgram(from) {
  program = from;
}

/** The engine; started anew where that failed. */
function running() {
  started ??= start({ module_or_path: program() }).catch((cause) => {
    started = undefined;
    throw cause;
  });
  return started;
}

/** The bytes at an address; an error names it. */
async function bytes(url, init) {
  let cause;
  try {
    const response = await fetch(url, init);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    cause = `the server answered ${response.status}`;
  } catch (error) {
    cause = error.message;
  }
  throw new Error(`${url}: ${cause}`);
}

/** What `take` makes of the bytes at an address; tried once more, past every cache, where that fails. */
async function fetched(url, take, init) {
  const attempt = async (init) => take(await bytes(url, init));
  return attempt(init).catch(() => attempt({ cache: "reload" }));
}

/** Whether a reader's line has bytes to spare. */
function hasRoom({ saveData, effectiveType } = {}) {
  return !saveData && !/2g/.test(effectiveType);
}

/**
 * Opens an index.
 * @param {Uint8Array | URL} index all of it, or the address of its head, whose parts are beside it
 */
export async function open(index) {
  // Beside the index; whoever takes it is told of a failure, after another attempt.
  running().catch(() => {});
  const take = async (bytes) => {
    await running().catch(running);
    try {
      return openIndex(bytes);
    } catch (cause) {
      throw new Error(index instanceof URL ? `${index}: ${cause}` : cause);
    }
  };
  return new Search(await (index instanceof URL ? fetched(index, take) : take(index)), index);
}

class Search {
  #engine;
  #folder;
  /** Parts that are on their way, by name. */
  #coming = new Map();
  /** Parts that were fetched ahead, or failed to come. */
  #tried = new Set();
  #isFetchingAhead = false;

  constructor(engine, folder) {
    this.#engine = engine;
    this.#folder = folder;
  }

  /**
   * The best documents for a query, at most `limit`.
   * @param {string} chosen what they have to have, a line for each choice: `theme growth`, `year 2019..2024`
   */
  async query(text, limit, chosen = "") {
    const lines = await this.#ask(() => this.#engine.query(text, chosen, limit));
    this.#fetchAhead();
    return lines;
  }

  /** How many documents every value of every facet would show. */
  async facets(text, chosen = "") {
    return this.#ask(() => this.#engine.facets(text, chosen));
  }

  /** The best passages, at most `limit`, of a document that a query found, whose sheet this is. */
  async passages(text, sheet, limit, chosen = "") {
    return this.#ask(() => this.#engine.passages(text, chosen, sheet, limit));
  }

  /** Where a query's words stand in the document whose sheet this is. */
  async marks(text, sheet) {
    return this.#ask(() => this.#engine.marks(text, sheet));
  }

  /** The blocks of the document whose sheet this is that a query holds in by themselves, as themes are found. */
  async speaking(text, language, sheet) {
    return this.#ask(() => this.#engine.speaking(text, language, sheet));
  }

  /** Every place where a query's words stand in the document whose sheet this is, in its context. */
  async concordance(text, sheet) {
    return this.#ask(() => this.#engine.concordance(text, sheet));
  }

  /** Asks until nothing is missing. */
  async #ask(question) {
    for (;;) {
      const answer = question();
      const [kind, ...names] = answer.split("\n");
      if (kind === "damaged") throw new Error(`the part ${names[0]} of the search index is damaged: build the site anew`);
      if (kind !== "missing") return answer;
      await Promise.all(names.map((name) => this.#part(name)));
    }
  }

  /** Fetches a part, once for all who ask; one that comes damaged or not at all is tried once more. */
  #part(name, init) {
    if (!this.#coming.has(name)) {
      const url = new URL(name, this.#folder);
      const coming = fetched(url, (bytes) => {
        if (!this.#engine.insert(name, bytes)) throw new Error(`${url}: damaged or cut off`);
      }, init);
      this.#coming.set(name, coming.finally(() => this.#coming.delete(name)));
    }
    return this.#coming.get(name);
  }

  /** Fetches what later questions may need, where the line has room. */
  async #fetchAhead() {
    if (this.#isFetchingAhead || !hasRoom(navigator.connection)) return;
    this.#isFetchingAhead = true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    for (let names; (names = this.#ahead()).length; ) {
      const fetchSome = async () => {
        while (names.length) await this.#part(names.shift(), { priority: "low" });
      };
      // What does not come is asked for again by whoever needs it.
      await Promise.allSettled(Array.from({ length: AT_ONCE }, fetchSome));
    }
    this.#isFetchingAhead = false;
  }

  /** What is worth fetching ahead, each part once. */
  #ahead() {
    const names = this.#engine.ahead().split("\n");
    const untried = names.filter((name) => name && !this.#tried.has(name));
    untried.forEach((name) => this.#tried.add(name));
    return untried;
  }
}
