// What the bridge needs of the page: everything that touches the screen, the address or the clock. Tests bring their own.

import type { JsonObject } from "./protocol.ts";

export interface ExportNotice {
  file: string;
  title: string;
  rows: number;
  columns: string[];
  truncated: boolean;
}

/** What an app has laid itself out on: so many slides, or sheets of A4. */
export interface Paper {
  kind: "slide" | "sheet";
  pages: number;
}

export interface Surroundings {
  now(): number;
  /** Runs after a time in milliseconds; returns what takes it back. */
  after(milliseconds: number, action: () => void): () => void;
  /** Whether the reader has just clicked or typed; without that an app opens nothing. */
  isActing(): boolean;
  /** Shows what leaves and asks. Only one question stands at a time. */
  confirmExport(notice: ExportNotice): Promise<boolean>;
  confirmNavigation(url: URL): Promise<boolean>;
  open(url: URL): void;
  download(file: string, text: string): void;
  copy(text: string): Promise<boolean>;
  /** A short line that passes by itself. */
  tell(text: string): void;
  /** Prints the app on paper of its own, else as high as it is. */
  print(height: number | null, paper: Paper | null): void;
  readState(): JsonObject;
  writeState(state: JsonObject): void;
}
