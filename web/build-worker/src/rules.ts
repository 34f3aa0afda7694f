/**
 * What an app's source must not hold. The frame's policy stops all of it at run time; found here, it comes with a line and with what to do instead.
 */

/** Host elements that are refused, with what to do instead. */
export const elements: Readonly<Record<string, string>> = {
  applet: "Embed nothing: an app is one document.",
  base: "Leave it out.",
  embed: "Embed nothing: an app is one document.",
  fencedframe: "Embed nothing: an app is one document.",
  form: "A form cannot be submitted in an app: use controls with onChange and a Button with onClick.",
  frame: "Embed nothing: an app is one document.",
  frameset: "Embed nothing: an app is one document.",
  iframe: "Embed nothing: an app is one document.",
  link: "An app has no network: styles stand in src/theme.css.",
  meta: "The document's head belongs to the template.",
  object: "Embed nothing: an app is one document.",
  portal: "Embed nothing: an app is one document.",
  script: "Only the app's own modules run: write a component.",
  style: "Styles stand in src/theme.css, or are Tailwind's classes.",
};

/** Attributes of host elements that are refused. */
export const attributes: Readonly<Record<string, string>> = {
  dangerouslySetInnerHTML: "Use Markdown of the kit, or elements.",
  formAction: "Use a Button with onClick.",
  ping: "Leave it out.",
  srcDoc: "Embed nothing: an app is one document.",
};

const noNetwork = "An app has no network: data comes from useQuery of @vitrine/kit, by a contract of src/queries.yml.";
const noFrame = "The page around the app is reached through host of @vitrine/kit only.";
const noCode = "Write it out: code that is made at run time is blocked.";
const noStore = "Use useUrlState of @vitrine/kit, or React's state: an app has no storage.";

/** Names that the browser offers and an app must not use. */
export const globals: Readonly<Record<string, string>> = {
  BroadcastChannel: noFrame,
  EventSource: noNetwork,
  Function: noCode,
  RTCPeerConnection: noNetwork,
  SharedWorker: noCode,
  WebAssembly: noCode,
  WebSocket: noNetwork,
  WebTransport: noNetwork,
  Worker: noCode,
  XMLHttpRequest: noNetwork,
  __v: "Import from the module by its name.",
  caches: noStore,
  eval: noCode,
  fetch: noNetwork,
  importScripts: noCode,
  indexedDB: noStore,
  localStorage: noStore,
  location: "Use useUrlState and Link of @vitrine/kit: a frame that navigates is ended.",
  opener: noFrame,
  require: "Use import.",
  sessionStorage: noStore,
  webkitRTCPeerConnection: noNetwork,
};

/** Members of window, document and navigator that an app must not use, beside those names. */
export const members: Readonly<Record<string, string>> = {
  "document.cookie": noStore,
  "document.domain": noFrame,
  "document.write": "Render with React.",
  "document.writeln": "Render with React.",
  "navigator.sendBeacon": noNetwork,
  "navigator.serviceWorker": noCode,
  "window.open": "Use Link or host.openLink of @vitrine/kit.",
  "window.parent": noFrame,
  "window.postMessage": noFrame,
  "window.top": noFrame,
};

/** At-rules that src/theme.css may have. Others run code in the build (plugin, config), or read files. */
export const atRules: ReadonlySet<string> = new Set([
  "apply", "container", "custom-variant", "keyframes", "layer", "media", "page", "property", "starting-style", "supports", "theme", "utility", "variant",
]);

/** What stands in for a package that apps often ask for. */
export const instead: readonly [RegExp, string][] = [
  [/^(recharts|echarts|chart\.js|react-chartjs-2|d3|victory|@nivo|@visx|plotly)/, "Charts come from @vitrine/kit/charts."],
  [/^(lucide-react|react-icons|@heroicons|@tabler)/, "Icons come from @vitrine/kit: <Icon name=\"…\" />."],
  [/^(date-fns|dayjs|moment|luxon|numeral|d3-format|intl)/, "Values come formatted: show cell.formatted."],
  [/^(@radix-ui|@headlessui|@mui|antd|@chakra-ui|@mantine|@\/components\/ui|cmdk|sonner)/, "Controls and dialogs come from @vitrine/kit."],
  [/^(axios|ky|swr|@tanstack\/react-query|@lightdash)/, "Data comes from useQuery of @vitrine/kit."],
  [/^(react-router|wouter|next)/, "Use Tabs of @vitrine/kit for several views."],
  [/^(react-markdown|marked|remark)/, "Use Markdown of @vitrine/kit."],
  [/^(clsx|classnames|tailwind-merge|class-variance-authority)/, "Join class names in a template string."],
  [/^react-dom/, "The template mounts the app; dialogs and popovers come from @vitrine/kit."],
  [/^(node:|fs$|path$|os$|child_process$|http$|https$|crypto$)/, "An app runs in the browser."],
];
