// An app's state in the fragment of the page's address: shareable, never sent to a server, at most 4 KB.

import { isPlainObject, type Json, type JsonObject } from "./protocol.ts";

export const mostState = 4096;

/** `#region=West&year=2025`: texts stand as they are, everything else as JSON. */
export function writeState(state: JsonObject): string {
  const parts = Object.keys(state)
    .sort()
    .filter((key) => state[key] !== undefined && state[key] !== null)
    .map((key) => `${encodeURIComponent(key)}=${encode(state[key] as Json)}`);
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

export function readState(fragment: string): JsonObject {
  const state: JsonObject = {};
  if (fragment.length > mostState * 3) return state;
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at <= 0) continue;
    try {
      const key = decodeURIComponent(part.slice(0, at));
      if (key === "__proto__") continue;
      state[key] = decode(decodeURIComponent(part.slice(at + 1)));
    } catch {
      // A broken part of an address is not worth an error.
    }
  }
  return state;
}

function encode(value: Json): string {
  return encodeURIComponent(typeof value === "string" && typeof decode(value) === "string" && decode(value) === value ? value : JSON.stringify(value)).replaceAll("%2C", ",");
}

function decode(text: string): Json {
  if (!/^[\s]*(["[{]|-?\d|true$|false$|null$)/.test(text)) return text;
  try {
    const value = JSON.parse(text) as unknown;
    return isPlainObject(value) || Array.isArray(value) || value === null || ["string", "number", "boolean"].includes(typeof value) ? (value as Json) : text;
  } catch {
    return text;
  }
}
