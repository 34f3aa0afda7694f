// The surroundings of a bridge in a real page.

import type { Dialogs } from "./dialogs.ts";
import type { JsonObject } from "./protocol.ts";
import { readState, writeState } from "./state.ts";
import type { Paper, Surroundings } from "./surroundings.ts";

/** Browsers allow about twenty changes of the address per second; an app that drags a slider wants more. */
const stateEvery = 250;

/** Width and height of a page, as in the rules for print of our pages. */
const papers: Record<Paper["kind"], [string, string]> = { slide: ["1040px", "585px"], sheet: ["210mm", "297mm"] };

export class PageSurroundings implements Surroundings {
  #pending: JsonObject | null = null;
  #timer = 0;

  constructor(
    private readonly dialogs: Dialogs,
    private readonly frame: () => HTMLIFrameElement | null,
    private readonly keepsState: boolean,
  ) {}

  now(): number {
    return performance.now();
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  }

  /** An act inside the frame counts for the pages around it as well. Browsers without the API ask by the dialog alone. */
  isActing(): boolean {
    const { userActivation } = navigator as { userActivation?: UserActivation };
    return userActivation === undefined || userActivation.isActive;
  }

  confirmExport(notice: Parameters<Surroundings["confirmExport"]>[0]): Promise<boolean> {
    return this.dialogs.confirmExport(notice);
  }

  confirmNavigation(url: URL): Promise<boolean> {
    return this.dialogs.confirmNavigation(url);
  }

  open(url: URL): void {
    window.open(url.href, "_blank", "noopener,noreferrer");
  }

  download(file: string, text: string): void {
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  async copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Plain http on a LAN has no clipboard API.
      return copyBySelection(text);
    }
  }

  tell(text: string): void {
    this.dialogs.tell(text);
  }

  print(height: number | null, paper: Paper | null): void {
    if (this.unroll(height, paper)) window.print();
  }

  /** The browser prints what the frame shows, so the frame becomes as high as its content, or as its sheets, until that is done. */
  unroll(height: number | null, paper: Paper | null): boolean {
    const frame = this.frame();
    const root = document.documentElement;
    if (frame === null || root.classList.contains("vitrine-printing")) return false;
    const { width: widthBefore, height: heightBefore } = frame.style;
    root.classList.add("vitrine-printing");
    if (paper !== null) {
      const [width, one] = papers[paper.kind];
      root.dataset["paper"] = paper.kind;
      frame.style.width = width;
      // A pixel less: what is rounded up would be one more page.
      frame.style.height = `calc(${paper.pages} * ${one} - 1px)`;
    } else if (height !== null) frame.style.height = `${height}px`;
    const restore = () => {
      root.classList.remove("vitrine-printing");
      delete root.dataset["paper"];
      frame.style.width = widthBefore;
      frame.style.height = heightBefore;
    };
    window.addEventListener("afterprint", restore, { once: true });
    return true;
  }

  readState(): JsonObject {
    return this.keepsState ? readState(location.hash) : {};
  }

  writeState(state: JsonObject): void {
    if (!this.keepsState) return;
    this.#pending = state;
    if (this.#timer !== 0) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.flush();
    }, stateEvery);
  }

  flush(): void {
    if (this.#pending === null) return;
    const fragment = writeState(this.#pending);
    this.#pending = null;
    if (fragment !== location.hash) history.replaceState(history.state, "", fragment || location.pathname + location.search);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#pending = null;
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } finally {
    area.remove();
  }
}
