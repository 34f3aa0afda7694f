import * as Dialog from "@radix-ui/react-dialog";
import { useEffect, useState, type ReactNode } from "react";
import { BridgeError, readAnswer } from "../bridge/protocol";
import { contractNamed } from "../contracts";
import { useCrossFilter } from "../hooks";
import { bridge } from "../runtime";
import { cellOf, nameOf, type AnyRow, type Data, type JsonObject } from "../types";
import { Icon } from "./basics";
import { DataTable } from "./DataTable";
import { EmptyState, NoAnswerState, Skeleton, TruncatedBanner } from "./states";

export interface DrillDialogProps {
  /** The answer that the row stands in. */
  data: Data<never> | Data;
  row: AnyRow | null;
  title?: string | undefined;
  open: boolean;
  onClose: () => void;
}

type Outcome = { data: Data } | { error: BridgeError } | null;

/** The rows behind a row, where the contract names what may be shown of them. */
export function DrillDialog({ data, row, title, open, onClose }: DrillDialogProps) {
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!open || !row) return;
    setOutcome(null);
    const abort = new AbortController();
    bridge.request("underlying", { contract: data.contract, arguments: data.args, row: rowOf(data, row) }, abort.signal).then(
      (result) => setOutcome({ data: readAnswer(data.contract, data.args, result) }),
      (cause: unknown) => {
        if (!abort.signal.aborted) setOutcome({ error: cause instanceof BridgeError ? cause : new BridgeError("failed", "The rows could not be read.") });
      },
    );
    return () => abort.abort();
  }, [open, row, data, tries]);
  const names = row ? data.columns.filter((column) => column.kind === "dimension").map((column) => nameOf(cellOf(row, column.key), column)).filter(Boolean).join(", ") : "";
  return (
    <ModalDialog open={open} onClose={onClose} title={title ?? (names || "Rows behind this figure")} subtitle={`The rows behind ${contractNamed(data.contract)?.label ?? data.contract}`}>
      {outcome === null ? (
        <Skeleton kind="table" height={280} />
      ) : "error" in outcome ? (
        <NoAnswerState error={outcome.error} onRetry={() => setTries(tries + 1)} />
      ) : outcome.data.rows.length === 0 ? (
        <EmptyState title="No rows" />
      ) : (
        <>
          {outcome.data.truncated && <TruncatedBanner rowLimit={outcome.data.rowLimit} />}
          <DataTable data={outcome.data} exportable={false} pageHeight={420} />
        </>
      )}
    </ModalDialog>
  );
}

/** What the server needs to find what is behind a row: its dimensions, with every digit. */
export function rowOf(data: Data<never> | Data, row: AnyRow): JsonObject {
  return Object.fromEntries(
    data.columns.filter((column) => column.kind === "dimension").map((column) => {
      const cell = cellOf(row, column.key);
      return [column.key, { raw: cell?.raw ?? null, ...(cell?.exact ? { exact: cell.exact } : {}) }];
    }),
  );
}

export function ModalDialog({ open, onClose, title, subtitle, children }: { open: boolean; onClose: () => void; title: string; subtitle?: string; children: ReactNode }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="v-overlay" />
        <Dialog.Content className="v-dialog">
          <header className="v-dialog-header">
            <div>
              <Dialog.Title className="v-dialog-title">{title}</Dialog.Title>
              <Dialog.Description className={subtitle ? "v-card-subtitle" : "v-hidden"}>{subtitle ?? title}</Dialog.Description>
            </div>
            <Dialog.Close className="v-button v-button-ghost v-button-icon" aria-label="Close">
              <Icon name="x" />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

export interface Selecting<R> {
  /** A page filter that a click on a value of `key` sets. */
  filter?: string | undefined;
  drill?: boolean | undefined;
  onSelect?: ((row: R) => void) | undefined;
}

/** What a click on a row does, in charts and tables alike; null when it does nothing. */
export function useSelecting<R>(data: Data<R>, key: string, { filter, drill, onSelect }: Selecting<R>) {
  const cross = useCrossFilter(filter ?? "");
  const [row, setRow] = useState<R | null>(null);
  const canDrill = drill === true && contractNamed(data.contract)?.underlying !== false;
  const isOn = filter !== undefined || canDrill || onSelect !== undefined;
  return {
    select: isOn
      ? (chosen: R) => {
          if (filter !== undefined) cross.toggle(cellOf(chosen, key)?.raw ?? null);
          onSelect?.(chosen);
          if (canDrill) setRow(chosen);
        }
      : null,
    /** What the filter has chosen: other values stand back. */
    isFaded: (chosen: R | null | undefined) => filter !== undefined && cross.selected.length > 0 && !cross.selected.includes(cellOf(chosen, key)?.raw ?? null),
    dialog: canDrill ? <DrillDialog data={data as unknown as Data} row={row as AnyRow | null} open={row !== null} onClose={() => setRow(null)} /> : null,
  };
}
