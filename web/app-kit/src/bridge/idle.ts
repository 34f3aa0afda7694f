// When the app has nothing left to do: no open question, no change of the page for a moment, two frames, fonts there.

export interface Surface {
  pending(): number;
  onPending(listener: () => void): () => void;
  onChange(listener: () => void): () => void;
  /** Milliseconds from now; returns what calls it off. */
  after(milliseconds: number, action: () => void): () => void;
  twoFrames(action: () => void): void;
  fonts(): Promise<unknown>;
}

/** Milliseconds without a change of the page. */
const quiet = 60;
/** A page that never rests (a clock) is called idle after this many milliseconds without an open question. */
const restless = 1500;

/** Calls `said` each time that the app comes to rest after having been busy. */
export function watchIdle(surface: Surface, said: () => void): () => void {
  let isIdle = false;
  let isOver = false;
  let turn = 0;
  let stopQuiet = () => {};
  let stopRestless: (() => void) | null = null;

  const settle = (whatever: boolean) => {
    const mine = ++turn;
    void surface.fonts().then(() => surface.twoFrames(() => {
      if ((mine !== turn && !whatever) || isOver || isIdle || surface.pending() > 0) return;
      isIdle = true;
      stopRestless?.();
      stopRestless = null;
      said();
    }));
  };

  const wait = () => {
    stopQuiet();
    turn += 1;
    if (surface.pending() > 0) {
      isIdle = false;
      stopRestless?.();
      stopRestless = null;
      return;
    }
    if (isIdle) return;
    stopQuiet = surface.after(quiet, () => settle(false));
    stopRestless ??= surface.after(restless, () => settle(true));
  };

  const offPending = surface.onPending(wait);
  const offChange = surface.onChange(wait);
  wait();
  return () => {
    offPending();
    offChange();
    stopQuiet();
    stopRestless?.();
    isOver = true;
  };
}

export function pageSurface(pending: () => number, onPending: (listener: () => void) => () => void): Surface {
  return {
    pending,
    onPending,
    onChange: (listener) => {
      const observer = new MutationObserver(listener);
      observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
      return () => observer.disconnect();
    },
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    twoFrames: (action) => requestAnimationFrame(() => requestAnimationFrame(action)),
    fonts: () => document.fonts?.ready ?? Promise.resolve(),
  };
}
