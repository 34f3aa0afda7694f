// Runs in the page of the gate, beside the host script: mounts the app as a viewer's page does and keeps what happens for the gate to read.
(() => {
  const options = JSON.parse(document.getElementById("options").textContent);
  const gate = { idle: 0, ended: null, events: [], handle: null };
  window.vitrineGate = gate;
  gate.handle = window.vitrineHost.mount(document.getElementById("app"), {
    ...options,
    onIdle: () => { gate.idle += 1; },
    onEvent: (event) => { gate.events.push(event); },
    onEnd: (reason, message) => { gate.ended = { reason, message }; },
  });
})();
