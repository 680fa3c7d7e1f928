// @ts-check
// The list as it is filtered, to take along: copied as Markdown, or saved as a CSV table.

const SAVED_COLUMNS = ["story", "headline", "outlets", "articles", "first", "last", "mark", "url"];
// What a spreadsheet would take for a formula gets an apostrophe, as in the tables of the report.
const FORMULA = /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;

/** @param {Story[]} stories */
function asCsv(stories) {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const moment = (time) =>
    time === null ? "" : new Date(time * 1000).toISOString().replace(".000Z", "Z");
  const rows = stories.map((story) => [
    story.id,
    story.headline,
    story.outlets.map((outlet) => OUTLETS.name[outlet]).join("; "),
    story.core.length,
    moment(story.first),
    moment(story.last),
    story.mark,
    ARTICLES.url[story.lead],
  ]);
  return [SAVED_COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** @param {Story[]} stories */
function asMarkdown(stories) {
  const plain = (text) => text.replace(/[\\`*_[\]<>|~#]/g, "\\$&");
  const line = (story) => {
    const headline = plain(story.headline);
    const url = ARTICLES.url[story.lead];
    const linked = url
      ? `[${headline}](<${url.replace(/[<>\\]/g, encodeURIComponent)}>)`
      : headline;
    const facts = [
      counted(story.outlets.length, "outlet"),
      counted(story.core.length, "article"),
      plain(DATA.stories.first_words[story.at]),
    ];
    return `- ${linked} – ${facts.filter(Boolean).join(", ")}\n`;
  };
  return stories.map(line).join("");
}

/**
 * The buttons; `listed` gives the stories that pass the filters.
 * @param {() => Story[]} listed
 */
function saveButtons(listed) {
  const told = h("span", { role: "status" });
  const copy = async () => {
    const isCopied = await toClipboard(asMarkdown(listed()));
    told.textContent = isCopied ? "Copied." : "The browser does not let this page copy.";
  };
  const save = () => {
    const address = URL.createObjectURL(new Blob([asCsv(listed())], { type: "text/csv" }));
    h("a", { href: address, download: "stories.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  return h(
    "span.save",
    h("button.plain", { type: "button", onclick: copy }, "Copy as Markdown"),
    h("button.plain", { type: "button", onclick: save }, "Save as CSV"),
    told,
  );
}
