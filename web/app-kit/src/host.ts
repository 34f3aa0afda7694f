import { argumentsFor } from "./state/filters";
import { bridge, printing, state } from "./runtime";
import { layOnPaper } from "./sheets";
import type { ArgsOf, ContractName } from "./types";

/** What the page around the app does for it. All of it only right after a click or a key; the page may ask the reader. */
export const host = {
  /** Copies text; the page says that it did. */
  async copy(text: string): Promise<void> {
    await bridge.request("copy", { text });
  },

  /** Lays everything out, every tab and every row, slides and reports on their paper, and prints. */
  async print(): Promise<void> {
    const before = printing.get();
    let undo = () => {};
    printing.set(true);
    document.documentElement.dataset["sheets"] = "yes";
    try {
      await settled();
      const [paper, back] = layOnPaper();
      undo = back;
      await bridge.request("print", paper ? { paper } : {});
    } finally {
      setTimeout(() => {
        undo();
        delete document.documentElement.dataset["sheets"];
        printing.set(before);
      }, 500);
    }
  },

  /** Opens an address in a new tab, after the page has shown it to the reader. */
  async openLink(href: string): Promise<void> {
    await bridge.request("navigate", { href });
  },

  /** All rows that the contract may give, as a file. Page filters apply as they do in `useQuery`. */
  async exportCsv<C extends ContractName>(contract: C, args?: ArgsOf<C>, title?: string): Promise<void> {
    await exportQuestion(contract, argumentsFor(state.all, contract, args), title);
  },
};

export async function exportQuestion(contract: string, args: object, title?: string): Promise<void> {
  await bridge.request("export", { contract, arguments: args, format: "csv", ...(title ? { title } : {}) });
}

/** Until what has newly come onto the page has its rows; a click counts for about five seconds, so no longer than three. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const until = performance.now() + 3000;
    const look = () => requestAnimationFrame(() => requestAnimationFrame(() => (bridge.pending === 0 || performance.now() > until ? resolve() : look())));
    look();
  });
}

/** What the reader calls off, or the page does not do, is no error of the app. */
export function quietly(act: () => Promise<void>): void {
  act().catch(() => {});
}
