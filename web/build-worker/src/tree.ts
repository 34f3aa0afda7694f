import type { parseSync } from "rolldown/experimental";

export type Parsed = ReturnType<typeof parseSync>;

/** A node of the syntax tree, as far as a walk needs to know it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** TypeScript's nodes that hold code; all others hold types only. */
const holdsCode = new Set([
  "TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "TSInstantiationExpression", "TSTypeAssertion", "TSEnumDeclaration", "TSEnumBody", "TSEnumMember",
  "TSParameterProperty", "TSExportAssignment", "TSModuleDeclaration", "TSModuleBlock",
]);

/** Visits all nodes that exist at run time, parents first. A visitor that returns false keeps the walk from going deeper. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined, key: string) => boolean | void, parent?: Node, key = ""): void {
  if (node.type.startsWith("TS") && !holdsCode.has(node.type)) return;
  if (visit(node, parent, key) === false) return;
  for (const name in node) {
    if (name === "type" || name === "start" || name === "end" || name === "parent") continue;
    const value = node[name];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit, node, name);
    } else if (isNode(value)) {
      walk(value, visit, node, name);
    }
  }
}

/** Whether an identifier at this place names something that is there, and is no mere property or label. */
export function isReference(node: Node, parent: Node | undefined, key: string): boolean {
  if (!parent) return true;
  switch (parent.type) {
    case "MemberExpression":
      return key === "object" || parent["computed"] === true;
    case "JSXMemberExpression":
      return key === "object";
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return key === "value" || parent["computed"] === true;
    case "JSXAttribute":
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "JSXClosingElement":
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
    case "TSEnumMember":
      return false;
    case "ExportSpecifier":
      return key === "local";
    case "JSXOpeningElement":
      // <div> is a host element, <Div> a name.
      return key === "name" && !/^[a-z]/.test(String(node["name"]));
    default:
      return true;
  }
}
