// The page around the gallery: answers the bridge with made-up rows that are the same every time.

import { answer, options, underlying } from "./mockData";

const query = new URLSearchParams(location.search);
const log: Record<string, unknown>[] = [];
(globalThis as Record<string, unknown>)["bridgeLog"] = log;

addEventListener("message", (event) => {
  const data = event.data as { type?: string } | null;
  if (event.source !== window || data?.type !== "vitrine:hello") return;
  const channel = new MessageChannel();
  const port = channel.port1;
  const open = new Set<number>();
  port.onmessage = ({ data: message }: MessageEvent<Record<string, unknown>>) => {
    log.push(message);
    const { id, type } = message as { id: number; type: string };
    if (type === "cancel") return void open.delete(message["target"] as number);
    if (type === "idle") document.documentElement.dataset["idle"] = "yes";
    if (id === undefined) return;
    open.add(id);
    const reply = (body: object) => {
      if (open.delete(id)) port.postMessage({ id, ...body });
    };
    const contract = String(message["contract"] ?? "");
    const late = contract === "never" ? Infinity : Number(query.get("delay") ?? 20);
    if (late === Infinity || query.has("loading")) return;
    setTimeout(() => {
      try {
        if (type === "query") reply({ ok: true, result: answer(contract, (message["arguments"] ?? {}) as Record<string, unknown>, message["limit"] as number | undefined) });
        else if (type === "values") reply({ ok: true, result: options(String(message["filter"]), String(message["search"] ?? "")) });
        else if (type === "underlying") reply({ ok: true, result: underlying() });
        else if (type === "copy" || type === "print") reply({ ok: true, result: {} });
        else reply({ ok: false, error: { code: "unsupported", message: `'${type}' is not answered in the gallery.` } });
      } catch (cause) {
        reply({ ok: false, error: { code: "failed", message: cause instanceof Error ? cause.message : "It failed." } });
      }
    }, late);
  };
  postMessage(
    {
      type: "vitrine:port",
      protocol: 1,
      features: [],
      context: {
        mode: query.get("mode") ?? "view",
        theme: query.get("theme") ?? "light",
        locale: "en",
        timeZone: "UTC",
        app: { name: "Gallery" },
        version: 1,
        state: JSON.parse(query.get("state") ?? "{}") as object,
        ...(query.has("synthetic") ? { synthetic: true } : {}),
      },
    },
    "*",
    [channel.port2],
  );
});
