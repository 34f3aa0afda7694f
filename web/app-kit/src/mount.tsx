import { StrictMode, type ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { Boundary } from "./components/states";
import { bootDoor, connect } from "./runtime";

/** Shows an app in its document. Called by the template's entry; the first picture waits for the port, which brings theme and state. */
export function mountApp(App: ComponentType): void {
  const element = document.getElementById("root");
  if (!element) throw new Error("The document has no #root.");
  const root = createRoot(element, { onUncaughtError: (error) => bootDoor()?.report(error, "app") });
  connect(() =>
    root.render(
      <StrictMode>
        <Boundary name="app">
          <App />
        </Boundary>
      </StrictMode>,
    ),
  );
}
