import { createContext } from "react";

/** On a sheet of paper nothing scrolls: tables show all of their rows. */
export const OnPaper = createContext(false);

/** The card around has a button that exports its rows. */
export const HasExport = createContext(false);
