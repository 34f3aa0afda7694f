// Menus of our own pages: native popovers, placed beside their button, with the keys that menus have.

const gap = 6;

const listOf = (button: Element): HTMLElement | null => document.getElementById(button.getAttribute("popovertarget") ?? "");
const buttonOf = (list: Element): HTMLElement | null => document.querySelector(`[popovertarget="${CSS.escape(list.id)}"]`);
const itemsOf = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=menuitem]")];

/** Below its button or, in the lower half of the window, above it. */
function place(list: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const isLow = at.top + at.height / 2 > innerHeight / 2;
  const atEnd = list.dataset["align"] === "end";
  list.style.top = isLow ? "auto" : `${at.bottom + gap}px`;
  list.style.bottom = isLow ? `${innerHeight - at.top + gap}px` : "auto";
  list.style.left = atEnd ? "auto" : `${at.left}px`;
  list.style.right = atEnd ? `${document.documentElement.clientWidth - at.right}px` : "auto";
  list.style.minWidth = `${Math.max(at.width, 184)}px`;
}

function move(list: HTMLElement, key: string): boolean {
  const items = itemsOf(list);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[key];
  if (next === undefined) return false;
  items[next]?.focus();
  return true;
}

export function startMenus(): void {
  // Neither event bubbles.
  document.addEventListener(
    "beforetoggle",
    (event) => {
      const list = event.target as HTMLElement;
      const button = list.getAttribute("role") === "menu" ? buttonOf(list) : null;
      if (button && (event as ToggleEvent).newState === "open") place(list, button);
    },
    true,
  );
  document.addEventListener(
    "toggle",
    (event) => {
      const list = event.target as HTMLElement;
      const isOpened = list.getAttribute("role") === "menu" && (event as ToggleEvent).newState === "open";
      if (isOpened && !list.contains(document.activeElement)) itemsOf(list)[0]?.focus();
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const item = event.target instanceof Element ? event.target.closest("[role=menuitem]") : null;
    item?.closest<HTMLElement>("[popover]")?.hidePopover();
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const list = target?.closest<HTMLElement>("[role=menu][popover]");
    if (list) {
      if (event.key === "Tab") list.hidePopover();
      else if (move(list, event.key)) event.preventDefault();
      return;
    }
    const button = target?.closest("[aria-haspopup=menu]");
    if (!button || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const opened = listOf(button);
    opened?.showPopover();
    // At once: the next key may come before the event that tells of the opening.
    if (opened) itemsOf(opened).at(event.key === "ArrowUp" ? -1 : 0)?.focus();
  });
}
