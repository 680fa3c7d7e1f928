// @ts-check
// The chart over time, drawn with uPlot.

/** Methods of the overview. */
const chartOverTime = /** @type {Chart & ThisType<Overview>} */ ({
  leave() {
    this.chart?.destroy();
    this.chart = null;
    this.watcher?.disconnect();
  },

  /** Draw as wide as the page, or `width` pixels wide for paper. */
  drawChart(width) {
    this.leave();
    const { starts: x, articles, stories, step } = DATA.bars;
    if (!x.length) {
      this.box.replaceChildren(h("p.none", "No article has a date."));
      return;
    }
    const [ink, line, soft, accent] = ["--ink", "--line", "--bar", "--accent"].map(cssVariable);
    const half = (x.length > 1 ? x[1] - x[0] : DAY) / 2; // room for the first and the last bar
    const size = () => ({
      width: width ?? this.box.clientWidth,
      height: matchMedia("(max-width: 40rem)").matches ? 200 : 260,
    });
    const axis = {
      stroke: ink,
      grid: { stroke: line, width: 1 },
      ticks: { stroke: line, width: 1 },
      font: "12px system-ui, sans-serif",
    };
    this.box.replaceChildren();
    this.chart = new uPlot(
      {
        ...size(),
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        scales: {
          x: { time: true, range: (_, first, last) => [first - half, last + half] },
          y: { range: (_, __, most) => [0, Math.max(most * 1.05, 1)] },
        },
        axes: [
          { ...axis, values: (_, marks) => marks.map(axisDay) },
          {
            ...axis,
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000],
            size: 56,
            values: (_, marks) => marks.map(figure),
          },
        ],
        cursor: { drag: { x: false, y: false } },
        legend: { live: true },
        series: [
          {
            label: sentenceCase(step),
            value: (_, at) => (at === null ? "point at the chart" : shownDay(at)),
          },
          {
            label: "Articles",
            fill: soft,
            stroke: soft,
            width: 0,
            paths: uPlot.paths.bars({ size: [0.8, 60] }),
            points: { show: false },
            value: (_, v) => (v === null ? "–" : figure(v)),
          },
          {
            label: "Stories",
            stroke: accent,
            width: 2,
            points: { show: x.length < 40, size: 5, fill: accent },
            value: (_, v) => (v === null ? "–" : figure(v)),
          },
        ],
      },
      [x, articles, stories],
      this.box,
    );
    if (width) return;
    this.watcher = new ResizeObserver(
      () => this.chart && this.chart.width !== this.box.clientWidth && this.chart.setSize(size()),
    );
    this.watcher.observe(this.box);
  },
});

/**
 * "22 Mar", or "Mar" where the marks are months apart; the year where it changes.
 * @param {Time} mark
 * @param {number} at
 * @param {Time[]} marks
 */
function axisDay(mark, at, marks) {
  const day = shortDay(mark);
  const year = new Date(mark * 1000).getUTCFullYear();
  const isNew = at === 0 || new Date(marks[at - 1] * 1000).getUTCFullYear() !== year;
  const isMonthly = marks.length > 1 && marks[1] - marks[0] >= 28 * DAY;
  return (isMonthly ? day.split(" ")[1] : day) + (isNew ? `\n${year}` : "");
}
