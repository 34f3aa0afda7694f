// Owns the frame element of one app: makes it, watches it, ends it. Nothing else on the page touches it, so that a
// re-render of the page around it never reloads an app.

import { Dialogs } from "./dialogs.ts";
import { EventList, type BridgeEvent } from "./events.ts";
import { PageSurroundings } from "./page.ts";
import { BridgeError, type JsonObject, type Mode, type Prefetch, type Theme } from "./protocol.ts";
import { ServerAnswers, postJson, type Answering } from "./server.ts";
import { BridgeSession, type EndReason } from "./session.ts";
import { readState } from "./state.ts";

/** What the server says about one version's frame (`POST {apiUrl}/frame`). */
export interface FrameDescription {
  /** The address of the document; used for one load, within minutes. */
  runUrl: string;
  appName: string;
  version: number;
  timeZone: string;
  prefetch?: Prefetch[];
}

export interface MountOptions extends Partial<FrameDescription> {
  /** The version in the API: /api/v1/apps/{app}/versions/{n}. Without `runUrl` the rest is asked from there. */
  apiUrl: string;
  mode?: Mode;
  /** `auto` follows the page's `data-theme`, else the system. */
  theme?: Theme | "auto";
  locale?: string;
  /** Whether the app's state stands in the page's address. On by default in `view`. */
  keepsState?: boolean;
  synthetic?: boolean;
  /** Makes the frame as high as its content, instead of filling its element. */
  fitsContent?: boolean;
  /** Answers the app's questions instead of the server. */
  answers?: Answering;
  onEvent?(event: BridgeEvent): void;
  onIdle?(): void;
  onState?(state: JsonObject): void;
  onEnd?(reason: EndReason | "silent" | "unavailable", message: string): void;
}

export interface FrameHandle {
  readonly events: readonly BridgeEvent[];
  readonly element: HTMLIFrameElement | null;
  /** Loads the same version again, or another one in its place. */
  reload(apiUrl?: string): Promise<void>;
  /** The same app is found at another address: what it asks from now on is asked there, and it is not loaded again. */
  moveTo(apiUrl: string): void;
  setTheme(theme: Theme | "auto"): void;
  setState(state: JsonObject): void;
  screenshot(id: string): void;
  dispose(): void;
}

const startsWithin = 15_000;

const endings: Record<string, [string, string]> = {
  flood: ["This app was stopped", "It sent more messages than an app has reason to."],
  left: ["This app was stopped", "It tried to load something else in its place."],
  silent: ["This app does not start", "It has not answered for 15 seconds."],
  unavailable: ["This app cannot be shown", ""],
};

export function mount(container: HTMLElement, options: MountOptions): FrameHandle {
  const dialogs = new Dialogs(container);
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  const started = performance.now();
  const mode = options.mode ?? "view";
  const keepsState = options.keepsState ?? mode === "view";
  let events = new EventList(() => performance.now(), started, options.onEvent);
  let frame: HTMLIFrameElement | null = null;
  let session: BridgeSession | null = null;
  let theme: Theme | "auto" = options.theme ?? "auto";
  let apiUrl = options.apiUrl;
  let server = new ServerAnswers(apiUrl);
  let clearLoad = () => {};
  let loading = 0;
  let disposed = false;
  const surroundings = new PageSurroundings(dialogs, () => frame, keepsState);

  if (getComputedStyle(container).position === "static") container.style.position = "relative";

  const shownTheme = (): Theme => {
    if (theme !== "auto") return theme;
    const named = document.documentElement.dataset["theme"];
    if (named === "light" || named === "dark") return named;
    return darkness.matches ? "dark" : "light";
  };

  const applyTheme = () => {
    const shown = shownTheme();
    dialogs.setTheme(shown);
    if (frame && frame.style.colorScheme !== shown) {
      // A frame whose colour scheme differs from its document's gets an opaque white ground.
      frame.style.colorScheme = shown;
      session?.notify({ type: "theme", theme: shown });
      events.add("theme", { code: shown });
    }
  };

  const stop = (reason: EndReason) => {
    session?.end(reason);
    session = null;
    clearLoad();
    frame?.remove();
    frame = null;
  };

  const fail = (reason: Exclude<EndReason, "disposed"> | "silent" | "unavailable", more = "") => {
    if (reason === "silent" || reason === "unavailable") events.add(reason === "silent" ? "silent" : "ended", { code: reason, message: more });
    stop(reason === "flood" ? "flood" : "left");
    const [title, text] = endings[reason] as [string, string];
    dialogs.showPanel(title, more || text, () => void handle.reload());
    options.onEnd?.(reason, more || text);
  };

  let contentHeight: number | null = null;
  const start = (description: FrameDescription) => {
    contentHeight = null;
    events = new EventList(() => performance.now(), performance.now(), options.onEvent);
    events.add("start", { subject: apiUrl });
    const state = surroundings.readState();
    server = new ServerAnswers(apiUrl);
    const current = new BridgeSession({
      context: {
        mode,
        theme: shownTheme(),
        locale: options.locale ?? (document.documentElement.lang || navigator.language),
        timeZone: description.timeZone,
        app: { name: description.appName },
        version: description.version,
        state,
        ...(options.synthetic ? { synthetic: true } : {}),
      },
      answers: options.answers ?? server,
      surroundings,
      events,
      // An address with state asks other questions than the ones at a plain load.
      prefetch: Object.keys(state).length === 0 ? (description.prefetch ?? []) : [],
      onEnd: () => fail("flood"),
      onHeight: (height) => {
        contentHeight = height;
        if (options.fitsContent && frame) frame.style.height = `${height}px`;
      },
      ...(options.onState ? { onState: options.onState } : {}),
      ...(options.onIdle ? { onIdle: options.onIdle } : {}),
    });

    const made = document.createElement("iframe");
    made.setAttribute("sandbox", "allow-scripts");
    made.setAttribute("allow", "");
    made.setAttribute("referrerpolicy", "no-referrer");
    made.title = description.appName;
    made.style.cssText = "display:block;border:0;width:100%;height:100%;background:transparent";
    made.style.colorScheme = shownTheme();

    let loads = 0;
    const hear = (event: MessageEvent) => {
      if (event.source === null || event.source !== made.contentWindow || event.origin !== "null") return;
      current.hear(event.data, (message, transfer) => made.contentWindow?.postMessage(message, "*", transfer));
    };
    const onLoad = () => {
      loads += 1;
      // The page causes exactly one load; any other is the app's doing.
      if (loads > 1) fail("left");
      else if (!current.isConnected) made.contentWindow?.postMessage({ type: "vitrine:ping" }, "*");
    };
    const silence = window.setTimeout(() => {
      if (!current.isConnected) fail("silent");
    }, startsWithin);
    clearLoad = () => {
      window.removeEventListener("message", hear);
      made.removeEventListener("load", onLoad);
      clearTimeout(silence);
    };
    window.addEventListener("message", hear);
    made.addEventListener("load", onLoad);
    made.src = description.runUrl;
    session = current;
    frame = made;
    dialogs.hidePanel();
    dialogs.setTheme(shownTheme());
    container.append(made);
  };

  const describe = async (known?: FrameDescription) => {
    const mine = ++loading;
    try {
      const description = known ?? ((await postJson(fetch.bind(window), `${apiUrl}/frame`, {})) as FrameDescription);
      if (!disposed && mine === loading) start(description);
    } catch (cause) {
      if (!disposed && mine === loading) fail("unavailable", cause instanceof BridgeError ? cause.message : "The server cannot be reached.");
    }
  };

  const onHash = () => {
    if (keepsState) session?.notify({ type: "state", state: readState(location.hash) });
  };
  const named = new MutationObserver(applyTheme);
  named.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  darkness.addEventListener("change", applyTheme);
  window.addEventListener("hashchange", onHash);
  // The browser's own command prints the whole app as well.
  const onPrint = () => void (mode === "view" && surroundings.unroll(contentHeight, null));
  window.addEventListener("beforeprint", onPrint);

  const handle: FrameHandle = {
    get events() {
      return events.all;
    },
    get element() {
      return frame;
    },
    async reload(next?: string) {
      if (disposed) return;
      if (next !== undefined) apiUrl = next;
      surroundings.flush();
      stop("disposed");
      await describe();
    },
    moveTo(next) {
      apiUrl = next;
      server.moveTo(next);
      // It may have ended meanwhile; then there is nothing that could stay.
      if (session === null) void handle.reload();
    },
    setTheme(next) {
      theme = next;
      applyTheme();
    },
    setState(state) {
      surroundings.writeState(state);
      session?.notify({ type: "state", state });
    },
    screenshot(id) {
      session?.notify({ type: "screenshot", id });
    },
    dispose() {
      disposed = true;
      stop("disposed");
      named.disconnect();
      window.removeEventListener("beforeprint", onPrint);
      darkness.removeEventListener("change", applyTheme);
      window.removeEventListener("hashchange", onHash);
      surroundings.dispose();
      dialogs.dispose();
    },
  };

  const { runUrl, appName, version, timeZone, prefetch } = options;
  void describe(
    runUrl === undefined
      ? undefined
      : { runUrl, appName: appName ?? document.title, version: version ?? 0, timeZone: timeZone ?? "UTC", ...(prefetch ? { prefetch } : {}) },
  );
  return handle;
}
