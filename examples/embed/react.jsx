// The same in React 19, which passes properties to custom elements and hears their events.

import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";

export function Reader({ site, essay, onOpen }) {
  const viewer = useRef(null);
  const [found, setFound] = useState();
  const search = async (event) => {
    event.preventDefault();
    setFound(await viewer.current.search(new FormData(event.target).get("words"), { limit: 5 }));
  };
  return (
    <>
      <form onSubmit={search}>
        <label>
          Search the collection <input name="words" />
        </label>
      </form>
      <ol>
        {found?.hits.map((hit) => (
          <li key={hit.essay}>
            <button onClick={() => viewer.current.open(hit.essay, hit.passages[0]?.block)}>{hit.title}</button>
          </li>
        ))}
      </ol>
      <essay-viewer ref={viewer} src={site} essay={essay} height="36rem" onessay-open={(event) => onOpen?.(event.detail.essay)}>
        <a href={`${site}essays/${essay}/`}>The essay</a>
      </essay-viewer>
    </>
  );
}

/** Shows a reader in an element of the page. */
export function show(element, properties) {
  const root = createRoot(element);
  root.render(<Reader {...properties} />);
  return root;
}
