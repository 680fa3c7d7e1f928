// @ts-check
// One group of copies: which record to keep and why, its records with their evidence, as a list.

const MOST_COPIES = 8; // shown before a click, in a group

/** @type {(group: Group) => GroupRecord} */
const keptRecord = (group) => group.records.find((record) => record.keep) ?? group.records[0];

/**
 * One duplicate group: the headline, why one record is kept, and the records with their evidence.
 * @param {Group} group
 * @param {boolean} [isFolded]
 */
function copyGroup(group, isFolded) {
  const kept = keptRecord(group);
  const story = STORIES[STORY_AT.get(kept.story) ?? -1];
  const rest = [
    group.more > 0 && `${counted(group.more, "more record")} in duplicates.csv`,
    group.mentions,
  ].filter(Boolean);
  const href = story?.size > 1 ? storyLink(story) : kept.url || fragment("story", kept.story);
  const heading = h(
    "h3",
    h("a", { href, rel: "noopener noreferrer", "data-step": "" }, bdi(kept.title)),
  );
  const inside = [
    h(
      "p.about",
      `${sentenceCase(group.kind_words)}. `,
      group.agency && ["Agency: ", bdi(group.agency), ". "],
      `Kept: ${group.reason}.`,
    ),
    foldable(group.records, (record) => recordRow(record, kept), MOST_COPIES, "record"),
    h(
      "p.after",
      copyButton("Copy as list", () => asList(group)),
      rest.length > 0 && h("span.about", rest.join("; ")),
    ),
  ];
  if (!isFolded) return h("article.group", heading, inside);
  const records = counted(group.records.length + group.more, "record");
  return h("article.group.folded", heading, h("details", h("summary", records), inside));
}

/**
 * @param {GroupRecord} record
 * @param {GroupRecord} kept
 */
function recordRow(record, kept) {
  const other = record.title !== kept.title;
  return h(
    record.keep ? "li.record.keep" : "li.record",
    h("span.verdict", record.keep ? "keep" : "copy"),
    h(
      "div",
      other && h("p.retitled", h("bdi", markedWords(record.title, new Set(wordsOf(kept.title))))),
      h(
        "p.by",
        record.outlet && [h("b", bdi(record.outlet)), ", "],
        timeOf(record.time),
        record.url
          ? outward("open", record.url, `Open ${record.record}`)
          : record.address && h("span.odd", place(shortened(record.address, 120))),
      ),
      record.agrees &&
        h(
          record.figures ? "p.agrees.told-more" : "p.agrees",
          { title: record.figures },
          sentenceCase(record.agrees),
          record.figures && h("span.hidden", ` (${record.figures})`),
        ),
      place(record.record),
    ),
  );
}

/**
 * A group as lines of text: keep or copy, record, address and evidence, separated by tabs.
 * @param {Group} group
 */
function asList(group) {
  return [
    `${group.kind_words}: ${group.records[0].title}`,
    ...group.records.map((record) =>
      [
        record.keep ? "keep" : "copy",
        record.record,
        record.address ?? record.url,
        record.agrees ?? "",
      ]
        .join("\t")
        .trimEnd(),
    ),
  ].join("\n");
}

/**
 * @param {string} label
 * @param {() => string} text
 */
function copyButton(label, text) {
  const button = h("button.more.copy", { type: "button" }, label);
  button.addEventListener("click", async () => {
    button.textContent = (await toClipboard(text())) ? "Copied" : "The browser refused to copy";
    setTimeout(() => (button.textContent = label), 1600);
  });
  return button;
}
