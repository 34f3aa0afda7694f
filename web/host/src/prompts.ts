// The prompt box: Enter sends, Shift+Enter begins a line. A page is drawn before it can answer; what is typed until then is kept.

import type { DotNetObject } from "./ui.ts";

interface Early {
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
  const keep = (area: HTMLTextAreaElement, isSent: boolean) =>
    (early = { placeholder: area.placeholder, text: area.value, start: area.selectionStart, end: area.selectionEnd, isSent });

  document.addEventListener("input", (event) => {
    if (isDeaf(event.target)) keep(event.target, false);
  });
  document.addEventListener("keydown", (event) => {
    if (!isDeaf(event.target) || !sends(event)) return;
    event.preventDefault();
    keep(event.target, true);
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
    // The box that was typed into was replaced by this one, or is this one.
    if (kept === null || kept.placeholder !== area.placeholder || (area.value.length > 0 && area.value !== kept.text)) return;
    area.value = kept.text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    area.setSelectionRange(kept.start, kept.end);
    if (kept.isSent) send();
  };
}

function sends(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing;
}
