// Small things of our own pages that are no part of showing an app: the theme, the prompt box, the width of the conversation.

import type { FrameHandle, MountOptions } from "./frame.ts";
import { watchConnection } from "./connection.ts";
import { startMenus } from "./menus.ts";
import { takePictures } from "./pictures.ts";
import { startPrompts } from "./prompts.ts";
import { startTabs } from "./tabs.ts";
import type { Theme } from "./protocol.ts";

type Choice = Theme | "system";

export interface DotNetObject {
  invokeMethodAsync(method: string, ...values: unknown[]): Promise<unknown>;
}

export interface Host {
  mount(element: HTMLElement, options: MountOptions): FrameHandle;
  of(element: Element): FrameHandle | undefined;
}

export interface PageTools {
  /** The page answers from now on: the document says so with data-live. */
  begin(): void;
  /**
   * Shows a version in an element that the script owns from then on; the same element shows the next version in its place.
   * `isSame`: the app that is shown already is now found at this address, and stays as it is.
   */
  show(element: HTMLElement, apiUrl: string, page: DotNetObject | null, isSame?: boolean): void;
  resize(container: HTMLElement, handle: HTMLElement): void;
  sendOnEnter(area: HTMLTextAreaElement, box: DotNetObject): void;
  stickToEnd(log: HTMLElement): void;
  takePictures(tray: HTMLElement, page: DotNetObject): void;
}

const themeKey = "vitrine-theme";
const widthKey = "vitrine-chat-width";
const order: Choice[] = ["system", "light", "dark"];

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be switched off
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // then it holds for this page only
  }
}

const darkness = window.matchMedia("(prefers-color-scheme: dark)");
let choice: Choice = (order as string[]).includes(read(themeKey) ?? "") ? (read(themeKey) as Choice) : "system";

/** Sets the theme on the document; frames watch the attribute and follow. */
function applyTheme(): void {
  const theme: Theme = choice === "system" ? (darkness.matches ? "dark" : "light") : choice;
  document.documentElement.dataset["theme"] = theme;
  for (const name of document.querySelectorAll<HTMLElement>("[data-theme-name]")) if (name.textContent !== choice) name.textContent = choice;
}

function nextTheme(): void {
  choice = order[(order.indexOf(choice) + 1) % order.length] as Choice;
  write(themeKey, choice);
  applyTheme();
}

export function startPages(host: Host): PageTools {
  applyTheme();
  startMenus();
  startTabs();
  const sendOnEnter = startPrompts();
  darkness.addEventListener("change", applyTheme);
  document.addEventListener("DOMContentLoaded", applyTheme);
  document.addEventListener("DOMContentLoaded", watchConnection);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-next-theme]")) nextTheme();
    if (target?.closest("[data-refresh-app]")) {
      const shown = document.querySelector("#app[data-api]");
      // The frame's address is for one load: a fresh one is asked for.
      if (shown) void host.of(shown)?.reload();
    }
  });
  // A circuit draws its pages after this script has run.
  new MutationObserver(() => applyTheme()).observe(document, { childList: true, subtree: true });

  return {
    begin() {
      document.documentElement.dataset["live"] = "";
    },
    show(element, apiUrl, page, isSame = false) {
      const known = host.of(element);
      if (known) return isSame ? known.moveTo(apiUrl) : void known.reload(apiUrl);
      host.mount(element, {
        apiUrl,
        mode: "edit",
        keepsState: false,
        onEvent: (event) => {
          if (event.kind === "error" && page) void page.invokeMethodAsync("OnAppError", (event.message ?? "The app failed.").slice(0, 500));
        },
      });
    },
    resize(container, handle) {
      const set = (width: number) => {
        const most = Math.max(320, container.clientWidth - 420);
        const fitting = Math.round(Math.min(Math.max(width, 300), most));
        handle.setAttribute("aria-valuenow", String(fitting));
        handle.setAttribute("aria-valuemax", String(most));
        container.style.setProperty("--chat", `${fitting}px`);
        write(widthKey, String(fitting));
      };
      const kept = Number(read(widthKey));
      if (kept > 0) set(kept);
      handle.addEventListener("pointerdown", (down) => {
        handle.setPointerCapture(down.pointerId);
        handle.classList.add("on");
        // A frame under the pointer would swallow its movements.
        container.style.userSelect = "none";
        for (const frame of container.querySelectorAll<HTMLElement>("iframe")) frame.style.pointerEvents = "none";
        const move = (event: PointerEvent) => set(event.clientX - container.getBoundingClientRect().left);
        const end = () => {
          handle.removeEventListener("pointermove", move);
          handle.classList.remove("on");
          container.style.userSelect = "";
          for (const frame of container.querySelectorAll<HTMLElement>("iframe")) frame.style.pointerEvents = "";
        };
        handle.addEventListener("pointermove", move);
        handle.addEventListener("lostpointercapture", end, { once: true });
      });
      handle.addEventListener("keydown", (event) => {
        const step = event.key === "ArrowLeft" ? -24 : event.key === "ArrowRight" ? 24 : 0;
        if (step !== 0) set(handle.getBoundingClientRect().left - container.getBoundingClientRect().left + step);
      });
    },
    sendOnEnter,
    takePictures,
    stickToEnd(log) {
      let atEnd = true;
      log.addEventListener("scroll", () => (atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60), { passive: true });
      const follow = () => {
        if (!atEnd) return;
        // What is to be read from its beginning is not scrolled past.
        const whole = log.querySelector("[data-from-start]");
        log.scrollTop = whole ? log.scrollTop + whole.getBoundingClientRect().top - log.getBoundingClientRect().top - 8 : log.scrollHeight;
      };
      new MutationObserver(follow).observe(log, { childList: true, subtree: true, characterData: true });
      follow();
    },
  };
}
