/** What a page may ask of a Lectern reader: `window.lectern` on the site, and the methods of `<essay-viewer>`. */
export interface Lectern {
  /** Settled when the reader holds the collection. */
  readonly ready: Promise<void>;
  /** Opens an essay, at a block of it where one is named. */
  open(essay: string, block?: string): Promise<void>;
  /** Searches the collection; what is shown stays as it is. */
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  /** The reader's highlights. */
  highlights(): Promise<Annotation[]>;
}

export interface SearchOptions {
  /** How many essays at most; 10 unless told. */
  limit?: number;
  /** How many passages of each at most; 3 unless told. */
  passages?: number;
}

export interface SearchResult {
  /** How many essays have all words of the query. */
  total: number;
  took_ms: number;
  /** The best essays, best first. */
  hits: Hit[];
  /** The query as it was probably meant. */
  suggestion?: string;
}

export interface Hit {
  /** The essay's id. */
  essay: string;
  title: string;
  /** Where it is read, with the query's words shown. */
  url: string;
  /** How well it answers; comparable within one result. */
  score: number;
  /** Its best passages, in reading order. */
  passages: Passage[];
}

export interface Passage {
  /** The block's id. */
  block: string;
  /** The paragraph's number, as it is cited; headings, notes and the like have none. */
  number: number | null;
  text: string;
  /** Where the query's words stand in the text, in UTF-16 units, each with its end. */
  marks: [start: number, end: number][];
}

/** A Web Annotation (https://www.w3.org/TR/annotation-model/). */
export interface Annotation {
  id: string;
  type: "Annotation";
  [property: string]: unknown;
}

export type View = "library" | "essay" | "search" | "themes" | "theme";

export interface EssayViewerEventMap {
  /** An essay is shown. */
  "essay-open": CustomEvent<{ essay: string }>;
  /** A search was answered. */
  "search-results": CustomEvent<{ query: string }>;
  /** The reader's highlights are others than before. */
  "highlight-change": CustomEvent<Record<string, never>>;
  /** Something could not be had; what is shown says so as well. */
  "viewer-error": CustomEvent<{ message: string }>;
}

/** `<essay-viewer>`. Each property is an attribute of the same name; all may change at any time. */
export interface EssayViewer extends HTMLElement, Lectern {
  /** The site's address. */
  src: string;
  view: View | "";
  /** The id of the essay that is shown. */
  essay: string;
  /** A block of the essay, to begin there; `BLOCK:START-END~REVISION` for words of it, as addresses name them. */
  block: string;
  /** The id of the theme that is shown. */
  theme: string;
  /** Words that are searched for, or shown in the essay. */
  query: string;
  appearance: "auto" | "light" | "dark" | "sepia" | "contrast" | "";
  /** `auto`, as high as what is shown, or a length of CSS. */
  height: string;
  addEventListener<K extends keyof EssayViewerEventMap>(
    type: K,
    listener: (this: EssayViewer, event: EssayViewerEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "essay-viewer": EssayViewer;
  }
  interface Window {
    /** On the site itself. */
    lectern?: Lectern;
  }
}
