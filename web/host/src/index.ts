// The script of our own pages. A static page needs one element:
//   <div data-vitrine-version="/api/v1/apps/{app}/versions/{n}" data-vitrine-frame='{"documentUrl":…}' data-vitrine-mode="view">
// and the builder calls window.vitrineHost.mount(element, options).

import { mount, type FrameDescription, type FrameHandle, type MountOptions } from "./frame.ts";
import type { Mode, Theme } from "./protocol.ts";

declare global {
  interface Window {
    vitrineHost: { mount(element: HTMLElement, options: MountOptions): FrameHandle; mounted: WeakMap<Element, FrameHandle> };
  }
}

const mounted = new WeakMap<Element, FrameHandle>();

function mountOnce(element: HTMLElement, options: MountOptions): FrameHandle {
  mounted.get(element)?.dispose();
  const handle = mount(element, options);
  mounted.set(element, handle);
  return handle;
}

function mountStatic(element: HTMLElement): void {
  const { vitrineVersion, vitrineFrame, vitrineMode, vitrineTheme } = element.dataset;
  if (!vitrineVersion || mounted.has(element)) return;
  mountOnce(element, {
    versionUrl: vitrineVersion,
    mode: (vitrineMode as Mode | undefined) ?? "view",
    theme: (vitrineTheme as Theme | "auto" | undefined) ?? "auto",
    ...(vitrineFrame ? { description: JSON.parse(vitrineFrame) as FrameDescription } : {}),
  });
}

window.vitrineHost = { mount: mountOnce, mounted };

const begin = () => document.querySelectorAll<HTMLElement>("[data-vitrine-version]").forEach(mountStatic);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
