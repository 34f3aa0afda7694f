// What the reader chose: filters, slots, the open tab, what the app keeps. It stands in the address of the page around.

import type { Json, JsonObject } from "../types";
import { canonical } from "./protocol";

/** Characters that the page takes. */
const mostState = 4000;

export class StateStore {
  #state: { [key: string]: Json } = {};
  readonly #listeners = new Set<() => void>();

  /** Hands a changed state to the page. */
  send: (state: JsonObject) => void = () => {};

  get all(): JsonObject {
    return this.#state;
  }

  get(key: string): Json | undefined {
    return this.#state[key];
  }

  /** Undefined removes the key. The page drops nulls, so "cleared, though there is a default" is an empty list. */
  set(changes: { readonly [key: string]: Json | undefined }): void {
    const next = { ...this.#state };
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) delete next[key];
      else next[key] = value;
    }
    if (canonical(next) === canonical(this.#state)) return;
    this.#state = next;
    this.#tell();
    if (canonical(next).length <= mostState) this.send(next);
  }

  /** The page's address changed. */
  replace(state: JsonObject): void {
    if (canonical(state) === canonical(this.#state)) return;
    this.#state = { ...state } as { [key: string]: Json };
    this.#tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
