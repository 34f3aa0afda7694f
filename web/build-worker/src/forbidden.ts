import { placeOf, type Finding } from "./finding.js";
import { attributes, elements, globals, members } from "./rules.js";
import { isNode, isReference, walk, type Node, type Parsed } from "./tree.js";

const roots = new Set(["window", "globalThis", "self", "document", "navigator"]);
const suppression = /@ts-(ignore|nocheck|expect-error)\b/;

/** Everything in a file that an app must not hold. */
export function findForbidden(file: string, text: string, parsed: Parsed, program: Node): Finding[] {
  const findings: Finding[] = [];
  const add = (code: string, offset: number, message: string, hint?: string) => findings.push({ code, file, ...placeOf(text, offset), message, hint });
  const own = declaredNames(program);

  for (const comment of parsed.comments) {
    const found = suppression.exec(comment.value);
    if (found) add("build.suppressed-types", comment.start, `@ts-${found[1]} switches the type check off.`, "Mend the types instead.");
  }
  for (const item of parsed.module.dynamicImports) add("build.dynamic-import", item.start, "A module cannot be loaded while the app runs.", "Import it at the top of the file: an app is one script.");
  for (const item of parsed.module.importMetas) add("build.forbidden-api", item.start, "import.meta is not there in an app.", "Leave it out.");

  walk(program, (node, parent, key) => {
    if (node.type === "JSXOpeningElement") checkElement(node, add);
    else if (node.type === "CallExpression") checkCall(node, add);
    else if (node.type === "MemberExpression") checkMember(node, own, add);
    else if (node.type === "Identifier" && isReference(node, parent, key)) {
      const name = String(node["name"]);
      const hint = own.has(name) ? undefined : find(globals, name);
      if (hint) add("build.forbidden-api", node.start, `An app must not use ${name}.`, hint);
    }
  });
  return findings;
}

type Add = (code: string, offset: number, message: string, hint?: string) => void;

function checkElement(node: Node, add: Add): void {
  const name = node["name"] as Node;
  if (name.type !== "JSXIdentifier" || !/^[a-z]/.test(String(name["name"]))) return;
  const tag = String(name["name"]);
  const hint = find(elements, tag);
  if (hint) add("build.forbidden-element", node.start, `<${tag}> must not stand in an app.`, hint);
  for (const item of node["attributes"] as Node[]) {
    if (item.type !== "JSXAttribute") continue;
    const attribute = String((item["name"] as Node)["name"]);
    const reason = find(attributes, attribute);
    if (reason) add("build.forbidden-element", item.start, `${attribute} must not stand in an app.`, reason);
    const value = literal(item["value"]);
    if (tag === "a" && attribute === "href" && !value?.startsWith("#")) add("build.forbidden-element", item.start, "A link of an app must not leave the frame.", "Use <Link href=\"…\"> of @vitrine/kit, which asks first.");
    if (attribute === "src" && value !== undefined && !/^data:/.test(value)) add("build.forbidden-element", item.start, "Nothing can be loaded into an app.", "An image stands in the source as data:, a few kilobytes at most.");
  }
}

function checkCall(node: Node, add: Add): void {
  const callee = node["callee"] as Node;
  const name = callee.type === "Identifier" ? String(callee["name"]) : callee.type === "MemberExpression" ? String((callee["property"] as Node)["name"]) : "";
  if (!/^(createElement|createElementNS|jsx|jsxs)$/.test(name)) return;
  for (const argument of (node["arguments"] as Node[]).slice(0, 2)) {
    const tag = literal(argument)?.toLowerCase();
    const hint = tag === undefined ? undefined : find(elements, tag);
    if (hint) add("build.forbidden-element", node.start, `<${tag}> must not stand in an app.`, hint);
  }
}

function checkMember(node: Node, own: ReadonlySet<string>, add: Add): void {
  const object = node["object"] as Node;
  const property = node["property"] as Node;
  if (object.type !== "Identifier" || !roots.has(String(object["name"])) || own.has(String(object["name"]))) return;
  const name = node["computed"] === true ? literal(property) : String(property["name"]);
  if (name === undefined) return;
  const root = /^(globalThis|self)$/.test(String(object["name"])) ? "window" : String(object["name"]);
  const hint = find(members, `${root}.${name}`) ?? find(globals, name);
  if (hint) add("build.forbidden-api", node.start, `An app must not use ${root}.${name}.`, hint);
}

/** All names that the file declares anywhere. A name that it declares is its own, wherever it is used: rather too lenient than wrong. */
function declaredNames(program: Node): Set<string> {
  const names = new Set<string>();
  const bind = (pattern: unknown): void => {
    if (!isNode(pattern)) return;
    if (pattern.type === "Identifier") names.add(String(pattern["name"]));
    else if (pattern.type === "ObjectPattern") for (const item of pattern["properties"] as Node[]) bind(item.type === "RestElement" ? item["argument"] : item["value"]);
    else if (pattern.type === "ArrayPattern") for (const item of pattern["elements"] as unknown[]) bind(item);
    else if (pattern.type === "AssignmentPattern") bind(pattern["left"]);
    else if (pattern.type === "RestElement") bind(pattern["argument"]);
    else if (pattern.type === "TSParameterProperty") bind(pattern["parameter"]);
  };
  walk(program, (node) => {
    if (node.type === "VariableDeclarator") bind(node["id"]);
    else if (node.type === "CatchClause") bind(node["param"]);
    else if (/^Import.*Specifier$/.test(node.type)) bind(node["local"]);
    else if (/^(Function|Class)/.test(node.type) || node.type === "ArrowFunctionExpression") {
      bind(node["id"]);
      const parameters = node["params"];
      const list = Array.isArray(parameters) ? parameters : isNode(parameters) ? ((parameters["items"] as Node[] | undefined) ?? []) : [];
      for (const parameter of list) bind(isNode(parameter) && parameter.type === "FormalParameter" ? parameter["pattern"] : parameter);
    }
  });
  return names;
}

/** The text of a literal, as an expression or in JSX; undefined for anything else. */
function literal(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === "JSXExpressionContainer") return literal(value["expression"]);
  if (value.type === "Literal" && typeof value["value"] === "string") return value["value"];
  if (value.type === "TemplateLiteral" && (value["expressions"] as unknown[]).length === 0) {
    const [only] = value["quasis"] as { value: { cooked: string } }[];
    return only?.value.cooked;
  }
  return undefined;
}

function find(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
