// The script of our own pages. A static page needs one element:
//   <main id="app" data-api="/api/v1/apps/{app}/versions/{n}" data-run="/run/{token}/" data-app-name data-version
//         data-mode="view" data-locale data-time-zone data-prefetch='[{"contract":…,"arguments":{…}}]'></main>
// (data-api alone is enough: the rest is asked for), and the builder calls window.vitrineHost.mount(element, options).

import { mount, type FrameHandle, type MountOptions } from "./frame.ts";
import type { Mode, Prefetch, Theme } from "./protocol.ts";
import { startPages, type PageTools } from "./ui.ts";

interface VitrineHost {
  mount(element: HTMLElement, options: MountOptions): FrameHandle;
  /** The handle of a mounted element, a static one as well. */
  of(element: Element): FrameHandle | undefined;
  /** The page's theme has changed: every frame follows. */
  themeChanged(theme: Theme): void;
}

declare global {
  interface Window {
    vitrineHost: VitrineHost;
    vitrineUi: PageTools;
  }
}

const mounted = new Map<Element, FrameHandle>();

function mountOnce(element: HTMLElement, options: MountOptions): FrameHandle {
  mounted.get(element)?.dispose();
  // Pages come and go within one document; what they showed goes with them.
  for (const [known, shown] of mounted) if (!known.isConnected) shown.dispose();
  const handle = mount(element, options);
  const whole: FrameHandle = Object.create(handle, {
    dispose: {
      value: () => {
        handle.dispose();
        if (mounted.get(element) === whole) mounted.delete(element);
      },
    },
  }) as FrameHandle;
  mounted.set(element, whole);
  return whole;
}

function mountStatic(element: HTMLElement): void {
  const { api, run, appName, version, mode, theme, locale, timeZone, prefetch } = element.dataset;
  if (!api || mounted.has(element)) return;
  mountOnce(element, {
    apiUrl: api,
    mode: (mode as Mode | undefined) ?? "view",
    theme: (theme as Theme | "auto" | undefined) ?? "auto",
    ...(run ? { runUrl: run } : {}),
    ...(appName ? { appName } : {}),
    ...(version ? { version: Number(version) } : {}),
    ...(locale ? { locale } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(prefetch ? { prefetch: JSON.parse(prefetch) as Prefetch[] } : {}),
  });
}

window.vitrineHost = {
  mount: mountOnce,
  of: (element) => mounted.get(element),
  themeChanged: (theme) => mounted.forEach((handle) => handle.setTheme(theme)),
};

window.vitrineUi = startPages(window.vitrineHost);

const begin = () => document.querySelectorAll<HTMLElement>("#app[data-api]").forEach(mountStatic);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
