import { createContext } from "react";

/** On a sheet of paper nothing scrolls: tables show all of their rows. */
export const OnPaper = createContext(false);

/** The card around has a button that exports its rows. */
export const HasExport = createContext(false);

/** The heading right above: a card of the same name does not say it twice. */
export const Named = createContext<string | null>(null);

/** The level of the next heading: cards of a page are second, those of a section third. */
export const HeadingLevel = createContext(2);
