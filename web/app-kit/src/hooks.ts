import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { BridgeError, canonical, type FrameContext, type Theme } from "./bridge/protocol";
import { keyOf, loading, type Question, type QueryState } from "./bridge/queryStore";
import { contractNamed, filterNames } from "./contracts";
import { bridge, contextNow, ownTheme, pageTheme, printing, queries, state, type Followed } from "./runtime";
import { argumentsFor, clearFilter, filterValue, isActive, setFilter, setSlot, slotValue } from "./state/filters";
import type { ArgsOf, Cell, Column, ContractName, Data, FilterName, Filters, Json, JsonObject, OptionName, RowOf, Warning } from "./types";

export function useFollowed<T>(followed: Followed<T>): T {
  return useSyncExternalStore(followed.subscribe, followed.get, followed.get);
}

function useAppState(): JsonObject {
  const read = () => state.all;
  return useSyncExternalStore(state.subscribe, read, read);
}

export interface QueryResult<R> {
  /** `ready` as long as there are rows to show, also while the next ones load. */
  readonly status: "loading" | "ready" | "error";
  /** What charts and tables take; null until the first answer. */
  readonly data: Data<R> | null;
  readonly rows: readonly R[];
  readonly columns: readonly Column[];
  readonly error: BridgeError | null;
  readonly truncated: boolean;
  readonly rowLimit: number | null;
  readonly cachedAt: string | null;
  readonly warnings: readonly Warning[];
  /** Other rows are on their way; the ones that are shown belong to an earlier question. */
  readonly isRefreshing: boolean;
  refresh(): void;
}

export interface QueryOptions {
  /** Rows at most; within the contract's maxLimit. */
  readonly limit?: number | undefined;
  /** False asks nothing. */
  readonly enabled?: boolean | undefined;
}

const nothing: QueryState = { ...loading, isRefreshing: false };
const none: readonly never[] = [];

/**
 * The rows of a contract. Page filters that it uses and slots that the reader chose are sent along; `args` win over them.
 *
 *     const { rows, status } = useQuery("revenue_by_month", { dates: { operator: "inTheCurrent", unit: "years" } });
 */
export function useQuery<C extends ContractName>(contract: C, args?: ArgsOf<C>, options?: QueryOptions): QueryResult<RowOf<C>> {
  const app = useAppState();
  const { limit, enabled = true } = options ?? {};
  const asked = canonical(argumentsFor(app, contract, args));
  const question = useMemo<Question>(() => ({ contract, args: JSON.parse(asked) as JsonObject, limit }), [contract, asked, limit]);
  const subscribe = useCallback((listener: () => void) => (enabled ? queries.subscribe(question, listener) : () => {}), [question, enabled]);
  const read = () => (enabled ? queries.read(question) : nothing);
  const now = useSyncExternalStore(subscribe, read, read);

  // Rows of the question before stay in place until the next ones are here.
  const last = useRef<{ contract: string; data: Data } | null>(null);
  useEffect(() => {
    if (now.data) last.current = { contract, data: now.data };
  }, [now.data, contract]);
  const kept = now.data ?? (now.status === "loading" && last.current?.contract === contract ? last.current.data : null);
  const refresh = useCallback(() => queries.refresh(question), [question]);

  return useMemo(() => {
    const data = kept as Data<RowOf<C>> | null;
    return {
      status: now.status === "error" ? "error" : data ? "ready" : "loading",
      data,
      rows: data?.rows ?? none,
      columns: data?.columns ?? none,
      error: now.error,
      truncated: data?.truncated ?? false,
      rowLimit: data?.rowLimit ?? null,
      cachedAt: data?.cachedAt ?? null,
      warnings: data?.warnings ?? none,
      isRefreshing: data !== null && (now.data === null || now.isRefreshing),
      refresh,
    };
  }, [now, kept, refresh]);
}

/** The page filters. A value is null, or what the argument takes. */
export function useFilters(): {
  values: { readonly [F in FilterName]: Json };
  set<F extends FilterName>(name: F, value: Filters[F] | null): void;
  /** Back to the defaults: of one filter, or of all. */
  clear(name?: FilterName): void;
  isActive(name: FilterName): boolean;
  active: readonly FilterName[];
} {
  const app = useAppState();
  return useMemo(() => {
    const names = filterNames() as FilterName[];
    return {
      values: Object.fromEntries(names.map((name) => [name, filterValue(app, name)])) as { readonly [F in FilterName]: Json },
      set: (name, value) => setFilter(state, name, value as Json),
      clear: (name) => clearFilter(state, name === undefined ? names : [name]),
      isActive: (name) => isActive(app, name),
      active: names.filter((name) => isActive(app, name)),
    };
  }, [app]);
}

const optionLists = new Map<string, OptionList>();
interface OptionList {
  readonly options: readonly Cell[];
  readonly truncated: boolean;
}

/** The values that a filter may take, as this viewer may see them. */
export function useFilterOptions(filter: OptionName, search = "", enabled = true): OptionList & { status: "loading" | "ready" | "error"; error: string | null } {
  const wanted = useDeferredValue(search.trim());
  const key = `${filter} ${wanted}`;
  const [answer, setAnswer] = useState<{ key: string; list: OptionList | null; error: string | null }>({ key: "", list: null, error: null });
  useEffect(() => {
    if (!enabled) return;
    const known = optionLists.get(key);
    if (known) return setAnswer({ key, list: known, error: null });
    const abort = new AbortController();
    // While somebody types, only the last text is asked for.
    const timer = setTimeout(() => {
      bridge.request("values", { filter, ...(wanted ? { search: wanted } : {}) }, abort.signal).then(
        (result) => {
          const { values, truncated } = (result ?? {}) as { values?: Cell[]; truncated?: boolean };
          const list = { options: Array.isArray(values) ? values : [], truncated: truncated === true };
          optionLists.set(key, list);
          if (optionLists.size > 100) optionLists.delete(optionLists.keys().next().value as string);
          setAnswer({ key, list, error: null });
        },
        (cause: unknown) => {
          if (!abort.signal.aborted) setAnswer({ key, list: null, error: cause instanceof Error ? cause.message : "The values could not be read." });
        },
      );
    }, wanted ? 180 : 0);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [filter, wanted, key, enabled]);
  const isCurrent = answer.key === key;
  return {
    options: answer.list?.options ?? none,
    truncated: answer.list?.truncated ?? false,
    status: isCurrent ? (answer.error === null ? "ready" : "error") : "loading",
    error: isCurrent ? answer.error : null,
  };
}

/** Like useState, and the value stands in the page's address. */
export function useUrlState(key: string, initial: string): [string, (value: string) => void];
export function useUrlState(key: string, initial: number): [number, (value: number) => void];
export function useUrlState(key: string, initial: boolean): [boolean, (value: boolean) => void];
export function useUrlState<T extends Json>(key: string, initial: T): [T, (value: T) => void];
export function useUrlState<T extends Json>(key: string, initial: T): [T, (value: T) => void] {
  const app = useAppState();
  const value = app[`u.${key}`];
  const set = useCallback((next: T) => state.set({ [`u.${key}`]: canonical(next) === canonical(initial) ? undefined : next }), [key, initial]);
  return [value === undefined || typeof value !== typeof initial ? initial : (value as T), set];
}

/** The field that fills a slot, what sets it, and what may fill it. */
export function useSlot<C extends ContractName>(contract: C, slot: string): [string, (field: string) => void, readonly { readonly field: string; readonly label: string }[]] {
  const app = useAppState();
  const set = useCallback((field: string) => setSlot(state, contract, slot, field), [contract, slot]);
  return [slotValue(app, contract, slot), set, contractNamed(contract)?.slots[slot] ?? none];
}

/** One value of a page filter that charts switch on and off. */
export function useCrossFilter(filter: string): { selected: readonly Json[]; toggle(raw: string | number | boolean | null): void } {
  const app = useAppState();
  return useMemo(() => {
    const value = isActive(app, filter) ? filterValue(app, filter) : null;
    const selected = valuesOf(value);
    return {
      selected,
      toggle: (raw) => {
        if (raw === null) return;
        setFilter(state, filter, selected.includes(raw) ? selected.filter((one) => one !== raw) : [...selected, raw]);
      },
    };
  }, [app, filter]);
}

/** The values in a filter's value, whichever form it has. */
export function valuesOf(value: Json): readonly Json[] {
  if (value === null) return none;
  if (Array.isArray(value)) return value as readonly Json[];
  if (typeof value === "object") return ((value as { values?: readonly Json[] }).values ?? none) as readonly Json[];
  return [value];
}

export interface AppContext extends Pick<FrameContext, "mode" | "locale" | "timeZone" | "app" | "version"> {
  readonly theme: Theme;
  readonly synthetic: boolean;
}

/** What is known of the page around the app. */
export function useAppContext(): AppContext {
  const page = useFollowed(pageTheme);
  const own = useFollowed(ownTheme);
  return useMemo(() => {
    const { mode, locale, timeZone, app, version, synthetic } = contextNow();
    return { mode, locale, timeZone, app, version, synthetic: synthetic === true, theme: own ?? page };
  }, [own, page]);
}

export function usePrinting(): boolean {
  return useFollowed(printing);
}

/** The size of an element, 0 until it is laid out. */
export function useSize<E extends HTMLElement>(): [(element: E | null) => void, { width: number; height: number }] {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const stop = useRef(() => {});
  const ref = useCallback((element: E | null) => {
    stop.current();
    stop.current = () => {};
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    stop.current = () => observer.disconnect();
  }, []);
  return [ref, size];
}

export function questionKey(data: Data<unknown>): string {
  return keyOf({ contract: data.contract, args: data.args });
}
