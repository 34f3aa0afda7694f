/** What an app was laid out on: so many slides of 16:9, or sheets of A4. */
export interface Paper {
  kind: "slide" | "sheet";
  pages: number;
}

const millimetre = 96 / 25.4;
const sheet = 297 * millimetre;
const margin = 16 * millimetre;
/** What is lower than this and stands before a card is its heading or a line about it. */
const low = 60;

/**
 * Lays the app out on its paper. A page that prints a frame cuts it wherever a sheet ends, and does not hear of breaks within it: so slides are as large as their paper, and what would be cut
 * begins on the next sheet. The second answer takes all of it back.
 */
export function layOnPaper(): [Paper | null, () => void] {
  const slides = document.querySelectorAll(".v-deck-print > .v-slide-page").length;
  if (slides > 0) return [{ kind: "slide", pages: slides }, () => {}];
  const report = document.querySelector<HTMLElement>(".v-report");
  if (!report) return [null, () => {}];

  const undo: (() => void)[] = [];
  const placeOf = (element: Element) => {
    const [box, { top }] = [element.getBoundingClientRect(), report.getBoundingClientRect()];
    return { from: box.top - top, to: box.bottom - top, height: box.height };
  };
  const lower = (element: HTMLElement, property: "marginTop" | "paddingTop", by: number) => {
    const before = element.style[property];
    element.style[property] = `${parseFloat(getComputedStyle(element)[property]) + by}px`;
    undo.push(() => (element.style[property] = before));
  };
  const papers = [...report.querySelectorAll<HTMLElement>(":scope > .v-paper")];
  for (const paper of papers) {
    // The first one goes on below the cover.
    const { from } = placeOf(paper);
    if (paper !== papers[0] && !paper.previousElementSibling?.classList.contains("v-report-cover")) lower(paper, "marginTop", Math.ceil((from - 1) / sheet) * sheet - from);
    const blocks = [...paper.querySelectorAll<HTMLElement>(":scope > :not(.v-stack), :scope > .v-stack > *")];
    for (const [index, block] of blocks.entries()) {
      const place = placeOf(block);
      const end = (Math.floor(place.from / sheet) + 1) * sheet - margin;
      if (place.to <= end + 1) continue;
      const heading = blocks[index - 1];
      const first = heading && placeOf(heading).height < low ? heading : block;
      const next = end + 2 * margin;
      if (place.height <= sheet - 2 * margin - low && placeOf(first).from > end - sheet + 3 * margin) lower(first, "marginTop", next - placeOf(first).from);
      else lowerRows(block);
    }
  }
  return [{ kind: "sheet", pages: Math.max(1, Math.ceil((placeOf(papers.at(-1) ?? report).to - 1) / sheet)) }, () => undo.forEach((one) => one())];

  /** Of a table that is longer than a sheet, the rows that would be cut. */
  function lowerRows(block: HTMLElement): void {
    for (const row of block.querySelectorAll("tbody tr")) {
      const { from, to } = placeOf(row);
      const end = (Math.floor(from / sheet) + 1) * sheet - margin;
      if (to > end) for (const cell of row.children) lower(cell as HTMLElement, "paddingTop", end + 2 * margin - from);
    }
  }
}
