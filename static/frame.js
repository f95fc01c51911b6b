// In a frame: tells the page around it how high this one is.

/**
 * How high the page is for its content, in pixels: what stands beside a text is as high as the window, and would grow
 * with what is told.
 */
function height() {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [leaf, content, aside] = [".leaf", "#main > :last-child", "#aside"].map(box);
  const isBeside = aside.top < content.bottom;
  const margin = leaf.bottom - Math.max(content.bottom, aside.bottom);
  const end = isBeside ? content.bottom : aside.bottom;
  return Math.ceil(end + margin - document.documentElement.getBoundingClientRect().top);
}

/** Tells it now, and whenever it changes. */
export function tellHeight() {
  const tell = () => window.parent.postMessage({ lectern: { height: height() } }, "*");
  const watching = new ResizeObserver(tell);
  watching.observe(document.documentElement);
  watching.observe(document.querySelector("#main"));
}
