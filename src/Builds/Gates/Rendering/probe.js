// Runs in the frame of an app and looks at what a reader would see. Answers a list of { code, message, loc }.
() => {
  const findings = [];
  const seen = new Set();
  const place = (element) => element?.closest?.("[data-loc]")?.getAttribute("data-loc") ?? null;
  const add = (code, message, element) => {
    const key = `${code} ${message}`;
    if (seen.has(key) || findings.length >= 40) return;
    seen.add(key);
    findings.push({ code, message, loc: place(element) });
  };
  const short = (text) => { const flat = text.replace(/\s+/g, " ").trim(); return flat.length > 80 ? `${flat.slice(0, 80)}…` : flat; };
  const isVisible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const nameOf = (element) => {
    const label = element.getAttribute("aria-label") || element.closest("[aria-label]")?.getAttribute("aria-label") || element.textContent || element.tagName.toLowerCase();
    return short(label);
  };

  const root = document.documentElement;
  const text = document.body.innerText.trim();
  const pictures = [...document.querySelectorAll("svg,canvas,img")].filter(isVisible);
  if (text.length < 3 && pictures.length === 0) add("blank", "The page is blank.", null);

  if (root.scrollWidth > root.clientWidth + 1) {
    let widest = null;
    for (const element of document.body.querySelectorAll("*")) {
      if (element.getBoundingClientRect().right > root.clientWidth + 1 && isVisible(element)) {
        // What scrolls inside its own box does not widen the page.
        let clipped = false;
        for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
          if (getComputedStyle(parent).overflowX !== "visible") { clipped = true; break; }
        }
        if (!clipped) widest = element;
      }
    }
    add("overflow", `The page is ${root.scrollWidth} pixels wide and has ${root.clientWidth}${widest ? `: "${nameOf(widest)}" sticks out` : ""}.`, widest);
  }

  const trouble = /\b(NaN|undefined|Infinity|Invalid Date)\b|\[object [A-Z]\w*\]|\b\d{4}-\d\d-\d\dT\d\d:\d\d/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || parent.closest("code,pre,textarea,script,style,[data-verbatim]")) continue;
    const match = trouble.exec(node.data);
    if (match && isVisible(parent)) add(/\d{4}-/.test(match[0]) ? "raw-date" : "bad-text", `The page shows "${match[0]}" in "${short(node.data)}".`, parent);
  }

  for (const element of document.querySelectorAll("[data-skeleton],[aria-busy='true'],.animate-pulse")) {
    if (isVisible(element)) { add("stuck-loading", `"${nameOf(element)}" is still loading when the app says that it is done.`, element); break; }
  }
  for (const element of document.querySelectorAll("svg.recharts-surface,canvas")) {
    const box = element.getBoundingClientRect();
    const isIcon = element.closest(".recharts-legend-item,.recharts-default-legend");
    if (!isIcon && element.checkVisibility() && (box.width < 8 || box.height < 8)) add("empty-chart", `A chart is ${Math.round(box.width)} by ${Math.round(box.height)} pixels: its container has no size.`, element);
  }
  for (const element of document.querySelectorAll("iframe,object,embed,link[rel='preconnect'],link[rel='dns-prefetch'],meta[http-equiv='refresh']")) {
    add("forbidden-element", `The page holds a <${element.tagName.toLowerCase()}> element, which apps may not have.`, element);
  }
  return findings;
}
