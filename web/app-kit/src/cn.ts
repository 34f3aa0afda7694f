import { clsx, type ClassValue } from "clsx";
import { twMerge } from "tailwind-merge";

/** Class names; of Tailwind utilities that contradict one another the last one holds. */
export function cn(...classes: ClassValue[]): string {
  return twMerge(clsx(classes));
}
