// Runs before all other scripts of a document, as a classic script of its own, and imports nothing at run time. It takes
// away what an app must not have, stands in for what an opaque origin lacks, says hello, and keeps the port for the kit.

import type { BootDoor, FrameContext } from "../bridge/protocol";

(() => {
  const scope = globalThis as unknown as Record<string, unknown>;
  const { parent } = window;

  const define = (target: object, name: string, value: unknown) => {
    try {
      Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: false });
    } catch {
      // A browser that lets nothing be defined here has nothing to take away either.
    }
  };

  // No directive of a content policy stops these from sending (WebRTC), or they have no use without a network.
  for (const name of [
    "RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection", "RTCDataChannel", "RTCIceCandidate", "RTCSessionDescription", "RTCIceTransport",
    "RTCDtlsTransport", "RTCSctpTransport", "RTCRtpSender", "RTCRtpReceiver", "RTCRtpTransceiver", "RTCCertificate", "WebTransport", "WebSocketStream",
    "EventSource", "SharedWorker", "PresentationRequest", "BroadcastChannel",
  ]) {
    if (name in scope) define(scope, name, undefined);
  }

  // Storage throws in an opaque origin. What is kept here lasts as long as the document.
  const storage = (): Storage => {
    const values = new Map<string, string>();
    const made = {
      getItem: (key: string) => values.get(String(key)) ?? null,
      setItem: (key: string, value: string) => void values.set(String(key), String(value)),
      removeItem: (key: string) => void values.delete(String(key)),
      clear: () => values.clear(),
      key: (index: number) => [...values.keys()][index] ?? null,
      get length() {
        return values.size;
      },
    };
    return Object.freeze(made) as Storage;
  };
  for (const name of ["localStorage", "sessionStorage"]) define(window, name, storage());
  define(window, "indexedDB", undefined);
  define(window, "caches", undefined);
  try {
    Object.defineProperty(document, "cookie", { get: () => "", set: () => {}, configurable: false });
  } catch {
    // Reading cookies throws then, as it does without us.
  }

  // On plain http, and so on a LAN, there is no randomUUID.
  if (typeof crypto !== "undefined" && typeof crypto.randomUUID !== "function") {
    define(crypto, "randomUUID", () => {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    });
  }

  let port: MessagePort | null = null;
  let context: FrameContext | null = null;
  let receiver: ((port: MessagePort, context: FrameContext) => void) | null = null;
  let isTaken = false;
  const early: Record<string, unknown>[] = [];
  /** An app that fails in a loop must not be ended for what it says about it. */
  let left = 60;
  const post = MessagePort.prototype.postMessage;

  const tell = (notice: Record<string, unknown>) => {
    if (left <= 0) return;
    left -= 1;
    if (port) post.call(port, notice);
    else early.push(notice);
  };

  const text = (value: unknown, most: number): string => {
    try {
      return String(value).slice(0, most);
    } catch {
      return "";
    }
  };

  const report = (error: unknown, where: string) => {
    const { message, stack } = (typeof error === "object" && error !== null ? error : {}) as { message?: unknown; stack?: unknown };
    tell({ type: "error", message: text(message ?? error, 1000), stack: text(stack ?? "", 8000), where: text(where, 300) });
  };

  addEventListener("error", (event) => {
    // An observer whose reaction is put off to the next frame is no fault.
    if (/^ResizeObserver loop/.test(event.message ?? "")) return event.stopImmediatePropagation();
    if (event.message) report(event.error ?? event.message, `${event.filename || "app"}:${event.lineno}:${event.colno}`);
  });
  addEventListener("unhandledrejection", (event) => report(event.reason, "promise"));
  document.addEventListener("securitypolicyviolation", (event) => {
    tell({ type: "violation", directive: event.effectiveDirective, blocked: text(event.blockedURI, 500) });
  });

  const hello = () => {
    if (!port) parent.postMessage({ type: "vitrine:hello", protocol: 1, sdk: "@vitrine/kit 0.1", features: ["query", "values", "underlying", "export", "copy", "navigate", "print", "state", "theme"] }, "*");
  };

  const hand = () => {
    if (!port || !context || !receiver || isTaken) return;
    isTaken = true;
    receiver(port, context);
  };

  const hear = (event: MessageEvent) => {
    if (event.source !== parent || port) return;
    const data = event.data as { type?: unknown; context?: FrameContext } | null;
    if (data?.type === "vitrine:ping") return hello();
    const given = event.ports[0];
    if (data?.type !== "vitrine:port" || !given || typeof data.context !== "object" || data.context === null) return;
    event.stopImmediatePropagation();
    port = given;
    context = data.context;
    removeEventListener("message", hear);
    const theme = context.theme === "dark" ? "dark" : "light";
    document.documentElement.dataset["theme"] = theme;
    document.documentElement.style.colorScheme = theme;
    for (const notice of early.splice(0)) post.call(port, notice);
    hand();
  };
  addEventListener("message", hear);

  const door: BootDoor = Object.freeze({
    connect(receive: (port: MessagePort, context: FrameContext) => void) {
      // The first one is the kit: it is loaded before the app.
      if (receiver) return;
      receiver = receive;
      hand();
    },
    report,
  });
  define(scope, "__vitrine", door);

  hello();
  addEventListener("load", hello);
})();
