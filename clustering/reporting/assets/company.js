// @ts-check
// Which outlets cover the same stories: a table of the largest, and the closest pairs of all.

/** Return the pairs of outlets that share most stories, among all outlets. */
function closestPairs() {
  const rows = OUTLETS.companions
    .flatMap((own, one) => own.map(([other, value]) => ({ one, other, value })))
    .filter(
      ({ one, other }) => one < other || !OUTLETS.companions[other].some(([at]) => at === one),
    )
    .sort((a, b) => b.value - a.value || a.one - b.one || a.other - b.other)
    .slice(0, 12)
    .map(({ one, other, value }) => ({
      name: `${shortened(OUTLETS.name[one], 30)} and ${shortened(OUTLETS.name[other], 30)}`,
      value,
      href: fragment("stories", "", {
        kind: COVERAGE,
        outlet: [outletName(one), outletName(other)],
      }),
    }));
  return rows.length
    ? h("div", h("h3", "The closest pairs"), barRows(rows, "shared stories"))
    : null;
}

/** Return a table of how many stories each two of the largest outlets share. */
function sharedTable() {
  const table = DATA.matrix;
  const most = Math.max(
    1,
    ...table.map((row, at) => Math.max(0, ...row.filter((_, other) => other !== at))),
  );
  const name = (at) => shortened(OUTLETS.name[at], 22);
  const cell = (count, row, column) => {
    if (row === column) return h("td.self", h("span.hidden", "the same outlet"));
    if (!count) return h("td.number.nothing", "0");
    const href = fragment("stories", "", {
      kind: COVERAGE,
      outlet: [outletName(row), outletName(column)],
    });
    return h(
      "td.number",
      { style: { "--share": count / most } },
      h("a", { href, title: `${OUTLETS.name[row]} and ${OUTLETS.name[column]}` }, figure(count)),
    );
  };
  return wideTable(
    "Shared stories",
    "matrix",
    [h("td"), table.map((_, at) => h("th", { scope: "col" }, h("span", bdi(name(at)))))],
    table.map((row, at) =>
      h(
        "tr",
        h("th", { scope: "row" }, h("a", { href: outletLink(at) }, bdi(name(at)))),
        row.map((count, column) => cell(count, at, column)),
      ),
    ),
  );
}
