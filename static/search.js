// The search engine over an index in parts: fetches what a query misses, and asks again.

import start, { Engine } from "./lectern-engine.js";

/** How long after the first answer the rest of the dictionary is fetched, in milliseconds. */
const PAUSE = 300;

/** How many parts of it at a time: the others of a browser's six connections stay free. */
const AT_ONCE = 3;

/** The bytes at an address; an error names it. */
async function bytes(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export class Search {
  /** Parts that are on their way, by name. */
  #coming = new Map();
  #numbers = new Map();
  #answered = false;

  /** @param {Engine} engine @param {URL} index its folder @param {URL} texts the folder with the documents' texts */
  constructor(engine, index, texts) {
    this.engine = engine;
    this.index = index;
    this.texts = texts;
  }

  /**
   * Opens an index.
   * @param {object} places `wasm`: the engine; `index` and `texts`: folders; `head`: the name of the index's head
   */
  static async open({ wasm, index, texts, head }) {
    const [, first] = await Promise.all([start({ module_or_path: wasm }), bytes(new URL(head, index))]);
    return new Search(new Engine(first), index, texts);
  }

  /** The best documents: `{ ids, count }`. */
  async query(text) {
    for (;;) {
      const [kind, ...lines] = this.engine.query(text).split("\n");
      if (kind === "missing") {
        await Promise.all(lines.map((name) => this.#part(name)));
        continue;
      }
      if (kind === "damaged") throw new Error(`the part ${lines[0]} of the search index is damaged: build the site anew`);
      const [count, ...hits] = lines;
      if (!this.#answered) setTimeout(() => this.#fetchDictionary(), PAUSE);
      this.#answered = true;
      const ids = hits.map((hit) => {
        const [number, id] = hit.split(/ (.*)/s);
        this.#numbers.set(id, number);
        return id;
      });
      return { ids, count: Number(count) };
    }
  }

  /** What a list shows of documents of the last answer: `[{ title, excerpt }]`. */
  async show(ids) {
    return Promise.all(
      ids.map(async (id) => {
        const response = await fetch(new URL(`${this.#numbers.get(id)}.txt`, this.texts));
        const [title, excerpt] = this.engine.show(await response.text()).split("\n");
        return { title, excerpt };
      }),
    );
  }

  /** Fetches a part, once for all who ask; one that comes damaged or not at all is tried once more. */
  #part(name) {
    if (!this.#coming.has(name)) {
      const url = new URL(name, this.index);
      const take = async (init) => {
        if (!this.engine.insert(name, await bytes(url, init))) throw new Error(`${url}: damaged or cut off`);
      };
      const coming = take().catch(() => take({ cache: "reload" }));
      this.#coming.set(name, coming.finally(() => this.#coming.delete(name)));
    }
    return this.#coming.get(name);
  }

  async #fetchDictionary() {
    const names = this.engine.dictionary().split("\n").filter(Boolean);
    const fetchSome = async () => {
      while (names.length) await this.#part(names.shift());
    };
    // What does not come is asked for again by whoever needs it.
    await Promise.allSettled(Array.from({ length: AT_ONCE }, fetchSome));
  }
}
