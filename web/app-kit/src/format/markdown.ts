// A small part of Markdown, read into plain values: nothing of a text ever becomes an element that it names itself.

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly content: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly content: readonly Inline[] };

export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: "paragraph" | "quote"; readonly content: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "table"; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] };

const bullet = /^\s*[-*+]\s+(.*)$/;
const number = /^\s*\d+[.)]\s+(.*)$/;

export function parseMarkdown(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  const takeWhile = (fits: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && fits(lines[at] ?? "")) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at += 1;
    } else if (/^```/.test(line)) {
      at += 1;
      blocks.push({ kind: "code", text: takeWhile((next) => !/^```/.test(next)).join("\n") });
      at += 1;
    } else if (/^#{1,6}\s/.test(line)) {
      at += 1;
      const [marks = "#"] = /^#+/.exec(line) ?? [];
      blocks.push({ kind: "heading", level: marks.length, content: parseInline(line.slice(marks.length).trim()) });
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      at += 1;
      blocks.push({ kind: "rule" });
    } else if (/^>\s?/.test(line)) {
      blocks.push({ kind: "quote", content: parseInline(takeWhile((next) => /^>\s?/.test(next)).map((next) => next.replace(/^>\s?/, "")).join(" ")) });
    } else if (bullet.test(line) || number.test(line)) {
      const pattern = bullet.test(line) ? bullet : number;
      blocks.push({ kind: "list", ordered: pattern === number, items: takeWhile((next) => pattern.test(next)).map((next) => parseInline((pattern.exec(next) ?? [])[1] ?? "")) });
    } else if (/^\s*\|.*\|\s*$/.test(line) && /^\s*\|[\s:|-]+\|\s*$/.test(lines[at + 1] ?? "")) {
      const [head = "", , ...rows] = takeWhile((next) => /^\s*\|.*\|\s*$/.test(next));
      blocks.push({ kind: "table", head: cells(head), rows: rows.map(cells) });
    } else {
      const isOther = (next: string) => next.trim() === "" || /^(```|#{1,6}\s|>)/.test(next) || bullet.test(next) || number.test(next);
      const first = at;
      blocks.push({ kind: "paragraph", content: parseInline(takeWhile((next) => at === first || !isOther(next)).map((next) => next.trim()).join(" ")) });
    }
  }
  return blocks;
}

function cells(line: string): Inline[][] {
  return line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim()));
}

const pattern = /\\([\\`*_[\]|#>~!(){}.+-])|(`+)([^`]+)\2|\*\*(\S(?:.*?\S)?)\*\*|\*(\S(?:.*?\S)?)\*|(?<!\w)_(\S(?:.*?\S)?)_(?!\w)|\[((?:\\.|[^\]\\])*)\]\((https?:\/\/[^\s)]+)\)/s;

export function parseInline(text: string): Inline[] {
  const spans: Inline[] = [];
  let rest = text;
  const push = (more: string) => {
    const last = spans.at(-1);
    if (more === "") return;
    if (last?.kind === "text") spans[spans.length - 1] = { kind: "text", text: last.text + more };
    else spans.push({ kind: "text", text: more });
  };
  for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
    const [whole, escaped, , code, strong, star, under, label, href] = found;
    push(rest.slice(0, found.index));
    rest = rest.slice(found.index + whole.length);
    if (escaped !== undefined) push(escaped);
    else if (code !== undefined) spans.push({ kind: "code", text: code });
    else if (strong !== undefined) spans.push({ kind: "strong", content: parseInline(strong) });
    else if (star !== undefined || under !== undefined) spans.push({ kind: "emphasis", content: parseInline(star ?? under ?? "") });
    else if (href !== undefined) spans.push({ kind: "link", href, content: parseInline(label ?? href) });
  }
  push(rest);
  return spans;
}
