// @ts-check
// The page on paper: light colours, folded parts opened, chart and graph drawn to fit a sheet.

const SHEET = 660; // pixels that fit between the margins of A4 and of Letter

const paper = /** @type {Paper} */ ({
  opened: /** @type {HTMLDetailsElement[]} */ ([]),

  begin() {
    document.documentElement.classList.add("paper");
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const folded = main.querySelectorAll("details[data-paper]:not([open])");
    this.opened = [...folded];
    for (const one of this.opened) one.open = true;
    if (current.view === "overview") overviewView.drawChart(SHEET);
    if (storyView.graph) this.drawGraph(storyView);
  },

  end() {
    document.documentElement.classList.remove("paper");
    for (const one of this.opened) one.open = false;
    if (current.view === "overview") overviewView.drawChart();
    if (this.copy) {
      this.copy.remove();
      this.copy = null;
      restyleGraph(storyView.graph);
    }
  },

  /** Put an image beside the canvas, because the sheet is laid out before the canvas redraws. */
  drawGraph({ graph, box }) {
    restyleGraph(graph);
    this.copy?.remove();
    /** @type {HTMLImageElement} */
    const copy = graph.renderer().bufferCanvasImage({ full: true, scale: 2, maxWidth: 2 * SHEET });
    copy.className = "sheet";
    Object.assign(copy.style, { width: `${copy.width / 2}px`, height: "auto" });
    box.after(copy);
    this.copy = copy;
  },
});

function listenToPrinter() {
  addEventListener("beforeprint", () => paper.begin());
  addEventListener("afterprint", () => paper.end());
}
