// The one set of things that an app has: its bridge, answers, state and theme. Components and hooks share it.

import { Bridge } from "./bridge/bridge";
import { pageSurface, watchIdle } from "./bridge/idle";
import type { BootDoor, FrameContext, Theme } from "./bridge/protocol";
import { QueryStore } from "./bridge/queryStore";
import { StateStore } from "./bridge/stateStore";

/** A value that components follow. */
export class Followed<T> {
  readonly #listeners = new Set<() => void>();

  constructor(private value: T) {}

  get = (): T => this.value;

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const bridge = new Bridge();
export const queries = new QueryStore(bridge);
export const state = new StateStore();
/** As the page says. */
export const pageTheme = new Followed<Theme>("light");
/** As the reader says, within this app. */
export const ownTheme = new Followed<Theme | null>(null);
/** All tabs, slides and rows are on the page, since it is printed. */
export const printing = new Followed(false);

const alone: FrameContext = { mode: "view", theme: "light", locale: "en", timeZone: "UTC", app: { name: "" }, version: 0, state: {} };

export function contextNow(): FrameContext {
  return bridge.context ?? alone;
}

function applyTheme(): void {
  const theme = ownTheme.get() ?? pageTheme.get();
  document.documentElement.dataset["theme"] = theme;
  document.documentElement.style.colorScheme = theme;
}

export function bootDoor(): BootDoor | undefined {
  return (globalThis as { __vitrine?: BootDoor }).__vitrine;
}

/** Takes the port when it comes, and calls back when there is all that the first picture needs. */
export function connect(ready: () => void): void {
  const door = bootDoor();
  if (!door) throw new Error("The boot script has not run: this app has to stand in its document.");
  door.connect((port, context) => {
    bridge.onTheme = (theme) => pageTheme.set(theme);
    bridge.onState = (next) => state.replace(next);
    bridge.attach(port, context);
    state.replace(context.state ?? {});
    state.send = (next) => bridge.notify({ type: "state", state: next });
    pageTheme.set(context.theme === "dark" ? "dark" : "light");
    printing.set(context.mode === "print");
    queries.seed(context.prefetched ?? []);
    pageTheme.subscribe(applyTheme);
    ownTheme.subscribe(applyTheme);
    applyTheme();
    document.documentElement.lang = context.locale || "en";
    ready();
    watchIdle(pageSurface(() => bridge.pending, (listener) => bridge.onPending(listener)), () => bridge.notify({ type: "idle" }));
    watchHeight();
  });
}

/** The page may make the frame as high as its content. */
function watchHeight(): void {
  let told = -1;
  const tell = () => {
    const height = Math.ceil(document.getElementById("root")?.getBoundingClientRect().height ?? document.documentElement.scrollHeight);
    if (height === told || height > 100_000) return;
    told = height;
    bridge.notify({ type: "height", height });
  };
  new ResizeObserver(() => requestAnimationFrame(tell)).observe(document.getElementById("root") ?? document.body);
}
