import { useState, type ReactNode } from "react";
import { filterNamed, filterNames, type ArgumentDescription } from "../contracts";
import { useAppContext, useFilterOptions, useFilters, valuesOf } from "../hooks";
import { isSameRange, presetsOf, rangeName } from "../state/ranges";
import type { Cell, FilterName, Json, OptionName } from "../types";
import { Button, Icon } from "./basics";
import { ClearFooter, Dropdown, OptionList, type Option } from "./controls";

export interface FilterBarProps {
  /** Page filters, in this order; all of queries.yml when absent. */
  filters?: readonly FilterName[];
  /** More controls, after the filters. */
  children?: ReactNode;
}

/** The page filters that queries.yml declares, and a chip for each that is set. */
export function FilterBar({ filters, children }: FilterBarProps) {
  const { active, clear, values } = useFilters();
  const { locale } = useAppContext();
  const names = (filters ?? (filterNames() as FilterName[])).filter((name) => filterNamed(name) !== undefined);
  const chips = active.filter((name) => names.includes(name));
  if (names.length === 0 && !children) return null;
  return (
    <div className="v-filters" role="group" aria-label="Filters">
      <div className="v-filters-row v-noprint">
        {names.map((name) => (
          <FilterControl key={name} name={name} filter={filterNamed(name) as ArgumentDescription} />
        ))}
        {children}
      </div>
      {chips.length > 0 && (
        <div className="v-chips">
          {chips.map((name) => (
            <span key={name} className="v-chip">
              <span className="v-chip-text">
                <span className="v-chip-name">{filterNamed(name)?.label}</span> {valueText(filterNamed(name) as ArgumentDescription, values[name] ?? null, locale)}
              </span>
              <button type="button" className="v-chip-clear v-noprint" aria-label={`Clear ${filterNamed(name)?.label ?? name}`} onClick={() => clear(name)}>
                <Icon name="x" size={12} />
              </button>
            </span>
          ))}
          {chips.length > 1 && (
            <Button variant="ghost" className="v-noprint" onClick={() => chips.forEach((name) => clear(name))}>
              Clear all
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** The texts of options that were seen, for chips: a value itself is not always what people read. */
const optionTexts = new Map<string, string>();

const operatorTexts: Record<string, string> = {
  notEquals: "is not", include: "contains", doesNotInclude: "does not contain", startsWith: "starts with", endsWith: "ends with", lessThan: "below", lessThanOrEqual: "at most", greaterThan: "above", greaterThanOrEqual: "at least",
  isNull: "is empty", notNull: "is not empty",
};

function valueText(filter: ArgumentDescription, value: Json, locale: string): string {
  if (filter.type === "range" && filter.valueType !== "number") return rangeName(value, locale);
  if (value === null) return "any";
  const texts = valuesOf(value).map((one) => (typeof one === "boolean" ? (one ? "yes" : "no") : (optionTexts.get(`${filter.label} ${String(one)}`) ?? String(one))));
  const operator = typeof value === "object" && !Array.isArray(value) ? operatorTexts[(value as { operator?: string }).operator ?? ""] : undefined;
  const listed = filter.type === "range" ? texts.join(" – ") : texts.length > 3 ? `${texts.slice(0, 3).join(", ")} and ${texts.length - 3} more` : texts.join(", ");
  return operator ? `${operator} ${listed}` : listed;
}

function FilterControl({ name, filter }: { name: FilterName; filter: ArgumentDescription }) {
  if (filter.type === "range") return filter.valueType === "number" ? <NumberRange name={name} filter={filter} /> : <DateRange name={name} filter={filter} />;
  if (filter.valueType === "boolean") return <YesNo name={name} filter={filter} />;
  if (filter.options) return <ValuesFilter name={name} filter={filter} />;
  return <TextFilter name={name} filter={filter} />;
}

type ControlProps = { name: FilterName; filter: ArgumentDescription };

function useFilter(name: FilterName): [Json, (value: Json) => void] {
  const { values, set } = useFilters();
  return [values[name] ?? null, (value) => set(name, value as never)];
}

function ValuesFilter({ name, filter }: ControlProps) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const [value, set] = useFilter(name);
  const { options, status, truncated, error } = useFilterOptions(name as OptionName, search, open);
  const selected = valuesOf(value) as (string | number | boolean)[];
  const listed = toOptions(filter, options);
  const missing = selected.filter((one) => !listed.some((option) => option.value === one));
  const shown = search ? listed : [...missing.map((one) => ({ value: one, label: optionTexts.get(`${filter.label} ${String(one)}`) ?? String(one) })), ...listed];
  return (
    <Dropdown
      label={filter.label}
      summary={selected.length === 0 ? undefined : selected.length === 1 ? `${filter.label}: ${valueText(filter, value, "en")}` : `${filter.label}: ${selected.length} selected`}
      isActive={selected.length > 0}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setSearch("");
      }}
    >
      <OptionList
        label={filter.label}
        options={shown}
        selected={selected}
        max={filter.max}
        search={search}
        onSearch={setSearch}
        onChange={set}
        onDone={() => setOpen(false)}
        state={
          error ? (
            <p className="v-options-state">{error}</p>
          ) : status === "loading" && shown.length === 0 ? (
            <p className="v-options-state">Looking …</p>
          ) : shown.length === 0 ? (
            <p className="v-options-state">No value contains “{search}”.</p>
          ) : truncated ? (
            <p className="v-options-state">There are more: search for them.</p>
          ) : null
        }
        footer={
          selected.length > 0 && !filter.required ? (
            <ClearFooter onClear={() => set(null)}>
              <span className="v-options-count">
                {selected.length} selected{selected.length >= filter.max && filter.max > 1 ? " (the most)" : ""}
              </span>
            </ClearFooter>
          ) : undefined
        }
      />
    </Dropdown>
  );
}

function toOptions(filter: ArgumentDescription, cells: readonly Cell[]): Option<string | number | boolean>[] {
  return cells
    .filter((cell) => cell.raw !== null)
    .map((cell) => {
      const value = cell.raw as string | number | boolean;
      optionTexts.set(`${filter.label} ${String(value)}`, cell.formatted);
      return { value, label: cell.formatted };
    });
}

function DateRange({ name, filter }: ControlProps) {
  const [open, setOpen] = useState(false);
  const [value, set] = useFilter(name);
  const { locale } = useAppContext();
  const bounds = Array.isArray(value) ? (value as string[]) : ((value as { operator?: string; values?: string[] } | null)?.operator === "inBetween" ? ((value as { values?: string[] }).values ?? []) : []);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const presets = presetsOf(filter);
  const choose = (next: Json) => {
    set(next);
    setOpen(false);
  };
  const isWhole = /^\d{4}-\d\d-\d\d$/.test(from) && /^\d{4}-\d\d-\d\d$/.test(to) && from <= to;
  return (
    <Dropdown
      label={filter.label}
      icon="calendar"
      summary={value === null ? filter.label : rangeName(value, locale)}
      isActive={false}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) {
          setFrom(String(bounds[0] ?? "").slice(0, 10));
          setTo(String(bounds[1] ?? "").slice(0, 10));
        }
      }}
    >
      <div className="v-range">
        <div className="v-range-presets" role="group" aria-label={`${filter.label}: ranges`}>
          {presets.map((preset) => (
            <button key={preset.label} type="button" className="v-option v-range-preset" aria-pressed={isSameRange(preset.value, value)} onClick={() => choose(preset.value)}>
              <span className="v-option-text">{preset.label}</span>
              {isSameRange(preset.value, value) && <Icon name="check" size={14} />}
            </button>
          ))}
          {!filter.required && (
            <button type="button" className="v-option v-range-preset" aria-pressed={value === null} onClick={() => choose(null)}>
              <span className="v-option-text">All time</span>
              {value === null && <Icon name="check" size={14} />}
            </button>
          )}
        </div>
        {filter.operators.includes("inBetween") && (
          <div className="v-range-custom">
            <label>
              From
              <input type="date" className="v-input" value={from} max={to || undefined} onChange={(event) => setFrom(event.target.value)} />
            </label>
            <label>
              To
              <input type="date" className="v-input" value={to} min={from || undefined} onChange={(event) => setTo(event.target.value)} />
            </label>
            <Button variant="primary" disabled={!isWhole} onClick={() => choose([from, to])}>
              Apply
            </Button>
          </div>
        )}
      </div>
    </Dropdown>
  );
}

function NumberRange({ name, filter }: ControlProps) {
  const [open, setOpen] = useState(false);
  const [value, set] = useFilter(name);
  const [low, high] = valuesOf(value);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const isWhole = from.trim() !== "" && to.trim() !== "" && Number.isFinite(Number(from)) && Number.isFinite(Number(to)) && Number(from) <= Number(to);
  return (
    <Dropdown
      label={filter.label}
      summary={value === null ? undefined : `${filter.label}: ${valueText(filter, value, "en")}`}
      isActive={value !== null}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) {
          setFrom(low === undefined ? "" : String(low));
          setTo(high === undefined ? "" : String(high));
        }
      }}
    >
      <div className="v-range-custom">
        <label>
          From
          <input type="number" className="v-input" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          To
          <input type="number" className="v-input" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
        <Button
          variant="primary"
          disabled={!isWhole}
          onClick={() => {
            set([Number(from), Number(to)]);
            setOpen(false);
          }}
        >
          Apply
        </Button>
        {value !== null && !filter.required && (
          <Button variant="ghost" onClick={() => set(null)}>
            Clear
          </Button>
        )}
      </div>
    </Dropdown>
  );
}

function YesNo({ name, filter }: ControlProps) {
  const [open, setOpen] = useState(false);
  const [value, set] = useFilter(name);
  const chosen = valuesOf(value)[0];
  return (
    <Dropdown label={filter.label} summary={typeof chosen === "boolean" ? `${filter.label}: ${chosen ? "yes" : "no"}` : undefined} isActive={typeof chosen === "boolean"} open={open} onOpenChange={setOpen}>
      <OptionList
        label={filter.label}
        max={1}
        options={[...(filter.required ? [] : [{ value: "any", label: "Any" }]), { value: "yes", label: "Yes" }, { value: "no", label: "No" }]}
        selected={[typeof chosen === "boolean" ? (chosen ? "yes" : "no") : "any"]}
        onChange={([next]) => set(next === "yes" ? [true] : next === "no" ? [false] : null)}
        onDone={() => setOpen(false)}
      />
    </Dropdown>
  );
}

/** A filter whose values cannot be asked for: the reader writes them, with commas between. */
function TextFilter({ name, filter }: ControlProps) {
  const [open, setOpen] = useState(false);
  const [value, set] = useFilter(name);
  const [text, setText] = useState("");
  const isDate = filter.valueType === "date" || filter.valueType === "timestamp";
  const read = (): Json => {
    const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "").slice(0, filter.max);
    if (filter.valueType !== "number") return parts;
    return parts.map(Number).filter((number) => Number.isFinite(number));
  };
  const first = filter.operators[0] ?? "equals";
  return (
    <Dropdown
      label={filter.label}
      summary={value === null ? undefined : `${filter.label}: ${valueText(filter, value, "en")}`}
      isActive={value !== null}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setText(valuesOf(value).join(", "));
      }}
    >
      <form
        className="v-range-custom"
        onSubmit={(event) => {
          event.preventDefault();
          set(read());
          setOpen(false);
        }}
      >
        <label>
          {filter.label} {operatorTexts[first] ?? "is"}
          <input type={isDate ? "date" : "text"} inputMode={filter.valueType === "number" ? "decimal" : undefined} className="v-input" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <div className="v-inline v-gap-sm">
          <button type="submit" className="v-button v-button-primary">
            Apply
          </button>
          {value !== null && !filter.required && (
            <Button variant="ghost" onClick={() => set(null)}>
              Clear
            </Button>
          )}
        </div>
      </form>
    </Dropdown>
  );
}

