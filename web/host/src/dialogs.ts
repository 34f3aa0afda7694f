// Questions to the reader, short lines and the panel that stands where an app was ended.

import { sheet } from "./style.ts";
import type { ExportNotice } from "./surroundings.ts";
import type { Theme } from "./protocol.ts";

type Child = Node | string;

function element(name: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export class Dialogs {
  readonly #host = document.createElement("div");
  readonly #root: ShadowRoot;
  readonly #panelHost = document.createElement("div");
  readonly #panelRoot: ShadowRoot;

  constructor(private readonly container: HTMLElement) {
    this.#root = this.#host.attachShadow({ mode: "open" });
    this.#panelRoot = this.#panelHost.attachShadow({ mode: "open" });
    const styles = new CSSStyleSheet();
    styles.replaceSync(sheet);
    this.#root.adoptedStyleSheets = [styles];
    this.#panelRoot.adoptedStyleSheets = [styles];
    document.body.append(this.#host);
  }

  setTheme(theme: Theme): void {
    this.#host.dataset["theme"] = theme;
    this.#panelHost.dataset["theme"] = theme;
  }

  confirmExport(notice: ExportNotice): Promise<boolean> {
    const rows = notice.rows === 1 ? "1 row" : `${notice.rows.toLocaleString()} rows`;
    return this.#ask(
      "Download this data?",
      [
        element("p", {}, `“${notice.file}” holds ${rows} with ${notice.columns.join(", ")}. The file leaves Vitrine, and whoever has it can read it.`),
        ...(notice.truncated ? [element("p", {}, "There are more rows than this: the file holds the first of them.")] : []),
      ],
      "Download",
    );
  }

  confirmNavigation(url: URL): Promise<boolean> {
    const before = `${url.protocol}//`;
    return this.#ask(
      "Open this link?",
      [
        element("p", {}, "This app wants to open a page outside of it, in a new tab:"),
        element("div", { class: "address" }, before, element("b", {}, url.host), url.href.slice(before.length + url.host.length)),
      ],
      "Open link",
    );
  }

  tell(text: string): void {
    const line = element("div", { class: "line", role: "status" }, text);
    this.#root.append(line);
    setTimeout(() => line.remove(), 2500);
  }

  /** Stands where the app was, until it is loaded again. */
  showPanel(title: string, text: string, again: () => void): void {
    this.hidePanel();
    const button = element("button", { class: "main", type: "button" }, "Load again");
    button.addEventListener("click", again);
    this.#panelRoot.replaceChildren(element("div", { class: "panel", role: "alert" }, element("h2", {}, title), element("p", {}, text), button));
    this.container.append(this.#panelHost);
  }

  hidePanel(): void {
    this.#panelHost.remove();
    this.#panelRoot.replaceChildren();
  }

  dispose(): void {
    this.#host.remove();
    this.#panelHost.remove();
  }

  #ask(title: string, content: Child[], action: string): Promise<boolean> {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", title);
    const no = element("button", { type: "button" }, "Cancel");
    const yes = element("button", { type: "button", class: "main" }, action);
    dialog.append(element("h2", {}, title), ...content, element("div", { class: "buttons" }, no, yes));
    this.#root.append(dialog);
    return new Promise((resolve) => {
      const close = (answer: boolean) => {
        dialog.remove();
        resolve(answer);
      };
      no.addEventListener("click", () => close(false));
      // A double click that began in the app does not answer the question.
      const ready = performance.now() + 400;
      yes.addEventListener("click", () => {
        if (performance.now() >= ready) close(true);
      });
      dialog.addEventListener("cancel", () => close(false));
      dialog.showModal();
      no.focus();
    });
  }
}
