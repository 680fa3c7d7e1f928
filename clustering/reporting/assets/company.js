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
      href: sharedLink(one, other),
    }));
  return (
    rows.length > 0 && h("div", h("h3", "The closest pairs"), barRows(rows, "", "shared stories"))
  );
}

/** Return a table of how many stories each two of the largest outlets share. */
function sharedTable() {
  const table = DATA.matrix;
  const apart = table.flatMap((row, at) => row.filter((_, other) => other !== at));
  const most = Math.max(1, ...apart);
  return matrix(
    "Shared stories",
    "the same outlet",
    table.map((_, at) => OUTLETS.name[at]),
    (row) => h("a", { href: outletLink(row) }, bdi(shortened(OUTLETS.name[row], 22))),
    (row, column) => ({
      count: table[row][column],
      href: sharedLink(row, column),
      title: `${OUTLETS.name[row]} and ${OUTLETS.name[column]}`,
      style: { "--share": table[row][column] / most },
    }),
  );
}

/**
 * Where the stories stand that two outlets share.
 * @param {number} one
 * @param {number} other
 */
function sharedLink(one, other) {
  return coverageLink({ outlet: [outletName(one), outletName(other)] });
}
