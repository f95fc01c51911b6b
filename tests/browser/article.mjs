// What tests ask of the article in a page, and do to it as a reader would.

/** The text of every block by id, without what is no part of it (`data-skip`). */
export function blockTexts(page) {
  return page.evaluate(() => {
    const text = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      return node.hasAttribute?.("data-skip") ? "" : [...node.childNodes].map(text).join("");
    };
    const blocks = document.querySelectorAll("article [data-block]");
    return Object.fromEntries([...blocks].map((block) => [block.id, text(block)]));
  });
}

/** How many text nodes the article has. */
export function textNodeCount(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    let count = 0;
    while (walker.nextNode()) count += 1;
    return count;
  });
}

/** How many ranges a layer of `CSS.highlights` has. */
export function painted(page, layer) {
  return page.evaluate((layer) => CSS.highlights.get(layer)?.size ?? 0, layer);
}

/** Waits until a layer of `CSS.highlights` has ranges (or none), and tells how many. */
export async function untilPainted(page, layer, some = true) {
  const holds = ([layer, some]) => (CSS.highlights.get(layer)?.size ?? 0) > 0 === some;
  await page.waitForFunction(holds, [layer, some], { timeout: 3000 });
  return painted(page, layer);
}

/** The ids of the blocks in which a layer has ranges, in order, each once. */
export function paintedBlocks(page, layer) {
  return page.evaluate((layer) => {
    const blocks = [...(CSS.highlights.get(layer) ?? [])].map(
      (range) => range.startContainer.parentElement.closest("[data-block]").id,
    );
    return [...new Set(blocks)];
  }, layer);
}

/** The words under a layer's ranges, in order. */
export function paintedWords(page, layer) {
  return page.evaluate(
    (layer) =>
      [...(CSS.highlights.get(layer) ?? [])].map(({ startContainer, startOffset, endOffset }) =>
        startContainer.data.slice(startOffset, endOffset),
      ),
    layer,
  );
}

/**
 * Selects from one offset to another, each counted in the text nodes of its own block (UTF-16
 * units, `data-skip` left out). Returns what the browser says is selected.
 *
 * @param {{block: string, at: number}} from
 * @param {{block: string, at: number}} to
 */
export function select(page, from, to) {
  return page.evaluate(
    ([from, to]) => {
      const place = ({ block, at }, isEnd) => {
        const root = document.getElementById(block);
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        let left = at;
        while (walker.nextNode()) {
          const node = walker.currentNode;
          if (node.parentElement.closest("[data-skip]")) continue;
          if (left < node.length || (isEnd && left === node.length)) return [node, left];
          left -= node.length;
        }
        throw new Error(`${block} has no offset ${at}`);
      };
      document.getElementById(from.block).scrollIntoView({ block: "center" });
      const range = document.createRange();
      range.setStart(...place(from, false));
      range.setEnd(...place(to, true));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return getSelection().toString();
    },
    [from, to],
  );
}

/** The first paragraphs of the article that have an element inside, as ids. */
export function paragraphs(page, inside = "*") {
  return page.evaluate(
    (inside) =>
      [...document.querySelectorAll("article p[data-kind=paragraph]")]
        .filter((paragraph) => inside === "*" || paragraph.querySelector(inside))
        .map((paragraph) => paragraph.id),
    inside,
  );
}

/** Puts a name on the window that a load of another page takes away: see `isSameDocument`. */
export function markDocument(page) {
  return page.evaluate(() => void (window.lecternTestDocument = true));
}

/** Whether the page is still the document that `markDocument` marked. */
export function isSameDocument(page) {
  return page.evaluate(() => window.lecternTestDocument === true);
}

/** Waits until the browser has drawn what the application has done. */
export function drawn(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))),
  );
}

/** Has the page keep what `<html>` says before anything can be painted, which needs a body: `window.early`. */
export function rememberEarly(page) {
  return page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.early = { ...document.documentElement.dataset };
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
}
