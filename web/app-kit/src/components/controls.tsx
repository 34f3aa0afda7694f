import * as Popover from "@radix-ui/react-popover";
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "../cn";
import type { IconName } from "../icons";
import { Button, Icon } from "./basics";

export interface Option<T extends string | number | boolean = string> {
  readonly value: T;
  readonly label: string;
}

/** A few choices beside one another. */
export function Segments<T extends string>({ label, value, options, onChange }: { label: string; value: T; options: readonly Option<T>[]; onChange: (value: T) => void }) {
  const move = (event: KeyboardEvent, at: number) => {
    const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (at + step + options.length) % options.length;
    const chosen = options[next];
    if (!chosen) return;
    onChange(chosen.value);
    (event.currentTarget.parentElement?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="v-segments v-noprint" role="radiogroup" aria-label={label}>
      {options.map((option, at) => (
        <button key={option.value} type="button" role="radio" aria-checked={option.value === value} tabIndex={option.value === value ? 0 : -1} className="v-segment" onClick={() => onChange(option.value)} onKeyDown={(event) => move(event, at)}>
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** One choice from a list; the browser's own list, so that it works on phones and by voice. */
export function Select<T extends string>({ label, isLabelHidden = false, value, options, onChange }: { label: string; isLabelHidden?: boolean; value: T; options: readonly Option<T>[]; onChange: (value: T) => void }) {
  const id = useId();
  return (
    <span className="v-select v-noprint">
      <label htmlFor={id} className={isLabelHidden ? "v-hidden" : "v-select-label"}>
        {label}
      </label>
      <span className="v-select-box">
        <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size={14} />
      </span>
    </span>
  );
}

/** A button that opens a small panel below it. */
export function Dropdown({ label, summary, icon, isActive = false, open, onOpenChange, children }: { label: string; summary?: string | undefined; icon?: IconName; isActive?: boolean; open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode }) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <button type="button" className={cn("v-button v-button-default v-dropdown", isActive && "v-dropdown-active")} aria-label={summary ? `${label}: ${summary}` : label}>
          {icon && <Icon name={icon} size={15} />}
          <span className="v-button-text">{summary ?? label}</span>
          <Icon name="chevron-down" size={14} className="v-muted-icon" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="v-popover" align="start" sideOffset={6} collisionPadding={12} aria-label={label}>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

export interface OptionListProps<T extends string | number | boolean> {
  label: string;
  options: readonly Option<T>[];
  selected: readonly T[];
  /** At most so many; 1 closes after a choice. */
  max?: number;
  search?: string;
  /** Without it the list has no search field. */
  onSearch?: ((text: string) => void) | undefined;
  onChange: (selected: T[]) => void;
  onDone?: () => void;
  footer?: ReactNode;
  state?: ReactNode;
}

/** A searchable list with ticks: arrows move, Enter chooses. */
export function OptionList<T extends string | number | boolean>({ label, options, selected, max = Infinity, search = "", onSearch, onChange, onDone, footer, state }: OptionListProps<T>) {
  const id = useId();
  const [active, setActive] = useState(0);
  const at = Math.min(active, options.length - 1);
  const toggle = (value: T) => {
    if (max === 1) {
      onChange(selected.includes(value) ? [] : [value]);
      onDone?.();
    } else if (selected.includes(value)) {
      onChange(selected.filter((one) => one !== value));
    } else if (selected.length < max) {
      onChange([...selected, value]);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
    if (to !== undefined && options.length > 0) {
      event.preventDefault();
      const next = (to + options.length) % options.length;
      setActive(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" || (event.key === " " && !onSearch)) {
      event.preventDefault();
      const option = options[at];
      if (option) toggle(option.value);
    }
  };
  const common = {
    role: "combobox" as const,
    "aria-expanded": true,
    "aria-controls": `${id}-list`,
    "aria-activedescendant": options.length > 0 ? `${id}-${at}` : undefined,
    "aria-label": label,
    onKeyDown,
  };
  return (
    <div className="v-options">
      {onSearch ? (
        <div className="v-search">
          <Icon name="search" size={15} />
          <input
            {...common}
            type="text"
            placeholder="Search"
            autoComplete="off"
            value={search}
            onChange={(event) => {
              setActive(0);
              onSearch(event.target.value);
            }}
          />
        </div>
      ) : (
        <button type="button" {...common} className="v-hidden-focus">
          {label}
        </button>
      )}
      <div className="v-options-list" role="listbox" id={`${id}-list`} aria-label={label} aria-multiselectable={max !== 1}>
        {options.map((option, index) => (
          <div
            key={String(option.value)}
            id={`${id}-${index}`}
            role="option"
            aria-selected={selected.includes(option.value)}
            className={cn("v-option", index === at && "v-option-active")}
            onPointerMove={() => setActive(index)}
            onClick={() => toggle(option.value)}
          >
            <span className={max === 1 ? "v-tick v-tick-round" : "v-tick"}>{selected.includes(option.value) && <Icon name="check" size={12} />}</span>
            <span className="v-option-text">{option.label}</span>
          </div>
        ))}
        {state}
      </div>
      {footer}
    </div>
  );
}

/** Several choices from a list, with search when it is long. */
export function MultiSelect<T extends string | number | boolean>({ label, value, options, onChange, search = options.length > 8 }: { label: string; value: readonly T[]; options: readonly Option<T>[]; onChange: (value: T[]) => void; search?: boolean }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const found = useMemo(() => options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase())), [options, text]);
  const names = options.filter((option) => value.includes(option.value)).map((option) => option.label);
  return (
    <Dropdown label={label} summary={names.length > 0 ? summary(label, names) : undefined} isActive={names.length > 0} open={open} onOpenChange={setOpen}>
      <OptionList label={label} options={found} selected={value} onChange={onChange} search={text} onSearch={search ? setText : undefined} footer={value.length > 0 && <ClearFooter onClear={() => onChange([])} />} />
    </Dropdown>
  );
}

export function ClearFooter({ onClear, children }: { onClear: () => void; children?: ReactNode }) {
  return (
    <div className="v-options-footer">
      <Button variant="ghost" onClick={onClear}>
        Clear
      </Button>
      {children}
    </div>
  );
}

export function summary(label: string, names: readonly string[]): string {
  return names.length === 1 ? `${label}: ${names[0]}` : `${label}: ${names.length} selected`;
}
