// The prompt box: Enter sends, Shift+Enter begins a line. A page is drawn before it can answer; what is typed until then is kept, also in the moment in which a
// live page puts its own box in the place of the one that was drawn, and the keys reach nobody.

import type { DotNetObject } from "./ui.ts";

interface Early {
  area: HTMLTextAreaElement;
  placeholder: string;
  text: string;
  start: number;
  end: number;
  isSent: boolean;
}

/** Starts listening; gives what a box of a live page calls to have its keys heard. */
export function startPrompts(): (area: HTMLTextAreaElement, box: DotNetObject) => void {
  const listening = new WeakSet<HTMLTextAreaElement>();
  let early: Early | null = null;

  const isDeaf = (target: EventTarget | null): target is HTMLTextAreaElement =>
    target instanceof HTMLTextAreaElement && target.closest(".prompt") !== null && !listening.has(target);
  const keep = (area: HTMLTextAreaElement, isSent: boolean) => {
    early = { area, placeholder: area.placeholder, text: area.value, start: area.selectionStart, end: area.selectionEnd, isSent };
    boxes.observe(document, { childList: true, subtree: true });
  };
  /** The box that was typed into is gone, and nothing else has the keys. */
  const isBetween = (kept: Early) => !kept.area.isConnected && (document.activeElement === null || document.activeElement === document.body);
  const boxes = new MutationObserver(() => {
    if (early === null || !isBetween(early)) return;
    const next = [...document.querySelectorAll<HTMLTextAreaElement>(".prompt textarea")].find((area) => area.placeholder === early?.placeholder && area.value.length === 0);
    if (next === undefined) return;
    early.area = next;
    fill(next, early);
  });

  document.addEventListener("input", (event) => {
    if (isDeaf(event.target)) keep(event.target, false);
  });
  document.addEventListener("keydown", (event) => {
    if (isDeaf(event.target)) {
      if (!sends(event)) return;
      event.preventDefault();
      keep(event.target, true);
    } else if (early !== null && isBetween(early)) {
      if (sends(event)) early.isSent = true;
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) write(early, event.key);
      else return;
      event.preventDefault();
    }
  });

  return (area, box) => {
    listening.add(area);
    const send = () => {
      if (area.value.trim().length > 0) void box.invokeMethodAsync("SubmitAsync", area.value);
    };
    area.addEventListener("keydown", (event) => {
      if (!sends(event)) return;
      event.preventDefault();
      send();
    });
    const kept = early;
    early = null;
    boxes.disconnect();
    // The box that was typed into was replaced by this one, or is this one.
    if (kept === null || kept.placeholder !== area.placeholder || (area.value.length > 0 && area.value !== kept.text)) return;
    fill(area, kept);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    if (kept.isSent) send();
  };
}

function fill(area: HTMLTextAreaElement, kept: Early): void {
  area.value = kept.text;
  area.focus();
  area.setSelectionRange(kept.start, kept.end);
}

function write(kept: Early, letter: string): void {
  kept.text = kept.text.slice(0, kept.start) + letter + kept.text.slice(kept.end);
  kept.start = kept.end = kept.start + 1;
  kept.isSent = false;
}

function sends(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing;
}
