// The data that the scripts get, for the check of their types; page/document.py embeds it. Not a
// part of the page.

/** Seconds since 1970. */
type Time = number;

interface PageData {
  meta: Meta;
  bars: Bars;
  outlets: Outlets;
  outlet_groups: OutletGroups | null;
  articles: Articles;
  stories: StoryColumns;
  languages: Languages | null;
  edges: EdgeColumns;
  merges: [left: number, right: number, height: number][][];
  groups: Group[];
  words: string[];
  sentences: Record<string, string>;
}

interface Meta {
  shifts: [since: Time, seconds: number][];
  link: number;
  knob: string;
  cut_at: number;
  look: string;
  left_out: Record<"stories" | "articles" | "groups", number>;
}

interface Bars {
  starts: Time[];
  articles: number[];
  stories: number[];
  step: string;
  outside: number;
}

/** Columns, by outlet. */
interface Outlets {
  name: string[];
  domain: string[];
  articles: number[];
  stories: number[];
  coverage: number[];
  first: number[];
  followed: number[];
  lag: (number | null)[];
  copies: number[];
  companions: [outlet: number, stories: number][][];
}

/** Columns, by group of outlets; `of` by outlet, `parts` by story. */
interface OutletGroups {
  name: string[];
  kind: string[];
  label: string[];
  own: number;
  of: number[][];
  parts: [outlets: number, isMissing: number][][];
}

/** Names of languages; `of` by story, the commonest first. */
interface Languages {
  name: string[];
  of: number[][];
}

/** Columns, by article; those of a story stand together. */
interface Articles {
  id: string[];
  title: string[];
  excerpt: string[];
  url: string[];
  address: Record<number, string>;
  outlet: number[];
  time: (Time | null)[];
  topics: number[][];
  topic_names: string[];
  fringe: number[];
  names: Record<number, string>;
  group: number[];
  kept: number[];
}

/** Columns, by story. */
interface StoryColumns {
  id: string[];
  size: number[];
  lead: number[];
  outlets: number[][];
  independent: number[];
  first: number[];
  first_words: string[];
  span_words: string[];
  mark: string[];
  inside: number[];
  outside: number[];
  nearest: number[];
  nearest_titles: Record<number, string>;
  thread: number[][];
  thread_words: Record<number, string>;
  news: Record<number, [section: string, words: string]>;
  keywords: number[][];
  alarms: string[][];
}

/** Columns, by edge; those of a story stand together. */
interface EdgeColumns {
  count: number[];
  total: number[];
  left: number[];
  right: number[];
  strength: number[];
  similarity: number[];
  days: number[];
  trust: Record<number, number>;
  meaning: Record<number, number>;
  flags: number[];
  shown: number[];
  shared: number[];
  word: number[];
  part: number[];
}

interface Group {
  id: string;
  kind: string;
  kind_words: string;
  agency: string;
  reason: string;
  articles: number;
  own: number;
  records: GroupRecord[];
  more: number;
  mentions: string;
}

interface GroupRecord {
  record: string;
  article: string;
  story: string;
  title: string;
  outlet: string;
  time: Time | null;
  url: string;
  keep: number;
  address?: string;
  agrees?: string;
  figures?: string;
  kind_words?: string;
}
