// As little as a frame needs to get its port; it takes nothing away from the app, so that what is stopped is stopped by
// the policies alone.
(() => {
  const hello = () => parent.postMessage({ type: "vitrine:hello", protocol: 1, sdk: "test", features: [] }, "*");
  addEventListener("message", (event) => {
    if (event.source !== parent) return;
    if (event.data?.type === "vitrine:ping") hello();
    if (event.data?.type !== "vitrine:port" || window.PORT) return;
    window.PORT = event.ports[0];
    window.CONTEXT = event.data.context;
    window.HEARD = [];
    window.PORT.onmessage = (message) => window.HEARD.push(message.data);
  });
  hello();
  addEventListener("load", hello);
})();
