// What the scripts make of the data, their views, and the two libraries, for the check of their
// types. Not a part of the page.

/** A story that knows its articles; made in data.js. */
interface Story {
  at: number;
  id: string;
  start: number;
  size: number;
  lead: number;
  kind: string;
  headline: string;
  articles: number[];
  core: number[];
  fringe: number[];
  outlets: number[];
  firstOutlet: number | null;
  independent: number;
  mark: string;
  inside: number;
  keywords: string[];
  languages: string;
  news: string;
  badge: string;
  alarms: string[];
  first: Time | null;
  last: Time | null;
  groups: number[];
  copies: number;
}

/** An edge between two articles of a story; made in evidence.js. */
interface Edge {
  left: number;
  right: number;
  strength: number;
  similarity: number;
  days: number | null;
  borrowed: boolean;
  trust: number;
  meaning: number | null;
  related: boolean;
  sameText: boolean;
  otherNames: boolean;
  said: string;
  shared: number;
  words: [word: string, part: number][];
}

interface Halves {
  left: number[];
  right: number[];
}

interface Merge extends Halves {
  height: number;
}

interface Step {
  edge: Edge;
  to: number;
}

interface Route {
  view: string;
  id: string;
  params: URLSearchParams;
}

interface View {
  root: HTMLElement;
  show(route: Route): string;
  leave?(): void;
}

/** A view that is built before it is shown for the first time. */
interface BuiltView extends View {
  build(): void;
}

// biome-ignore lint/suspicious/noExplicitAny: the two libraries come without types.
type Library = any;
declare const cytoscape: Library;
declare const uPlot: Library;

interface Bar {
  name: string;
  value: number;
  href: string;
  shown?: string;
}

interface StoryList extends BuiltView {
  stories: Story[];
  shown: number;
  terms: string[];
  query: string | null;
  sort: string;
  typing: number;
  cards: HTMLElement;
  summary: HTMLElement;
  sentinel: HTMLElement;
  clear: HTMLElement;
  form: HTMLFormElement;
  filters(): HTMLFormElement;
  apply(isStep: boolean): void;
  fill(params: URLSearchParams): void;
  more(): void;
}

/** What timeline.js gives to the view of a story. */
interface Timeline {
  timeline(story: Story): HTMLElement;
  row(story: Story, article: number): HTMLElement;
  colours(story: Story): Map<number, string>;
  badge(article: number): HTMLElement | null;
  copies(story: Story): HTMLElement | null;
}

/** What why.js gives to the view of a story. */
interface Reasons {
  graphFigure(story: Story): HTMLElement;
  openGraph(): void;
  merges(story: Story): HTMLElement;
  links(story: Story): HTMLElement;
}

interface StoryView extends View, Timeline, Reasons {
  story: Story | null;
  picked: number[];
  halves: Halves | null;
  rows: Map<number, { row: HTMLElement; pick: HTMLElement; headline: HTMLElement }>;
  table: HTMLElement;
  compared: HTMLElement;
  why: HTMLElement;
  box: HTMLElement;
  told: HTMLElement;
  graph: Library;
  drawing: number;
  coloured: Story;
  colourOf: Map<number, string>;
  previous?: Story;
  next?: Story;
  leave(): void;
  draw(story: Story): void;
  toWhy(): void;
  neighbours(story: Story): HTMLElement;
  alone(story: Story): HTMLElement;
  pick(article: number): void;
  mark(): void;
}

interface CopiesAsked {
  kind: string;
  by: string;
  q: string;
}

/** What can be chosen: its value, its words, and perhaps how many groups it has. */
type Choice = [value: string, words: string, count?: number];

interface CopiesView extends BuiltView {
  asked: CopiesAsked;
  state: string;
  search: HTMLInputElement;
  head: HTMLElement;
  body: HTMLElement;
  draw(kinds: [kind: string, groups: Group[]][]): void;
}

type Column = Exclude<keyof Outlets, "domain" | "companions" | "followed">;

interface OutletsView extends BuiltView {
  by: Column;
  state: string;
  head: HTMLElement;
  body: HTMLElement;
  rest: HTMLElement;
  search: HTMLInputElement;
  fill(by: Column, query: string): void;
}

interface OutletView extends View {
  /** The outlet that is drawn; none behind a page that was not found. */
  at: number | undefined;
  draw(at: number): void;
}

/** What chart.js gives to the overview. */
interface Chart {
  leave(): void;
  drawChart(width?: number): void;
}

interface Overview extends BuiltView, Chart {
  show(): string;
  box: HTMLElement;
  chart: Library;
  watcher?: ResizeObserver;
  leave(): void;
}

interface Paper {
  opened: HTMLDetailsElement[];
  copy: HTMLImageElement | null;
  begin(): void;
  end(): void;
  drawGraph(view: StoryView): void;
}
