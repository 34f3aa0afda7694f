// The look of what the page shows over a frame. It stands in a shadow root, so neither page nor app styles reach it; the
// page's own tokens are taken where they are set.

export const sheet = `
:host { all: initial; --ground: var(--v-surface, #ffffff); --ink: var(--v-text, #16181d); --soft: var(--v-soft, #5b6270);
  --line: var(--v-line, #e3e6eb); --accent: var(--v-primary, #3056d3); --on-accent: var(--v-on-primary, #ffffff);
  font: 400 14px/1.5 var(--v-font, Inter, system-ui, sans-serif); color: var(--ink); }
:host([data-theme="dark"]) { --ground: var(--v-surface, #1b1e24); --ink: var(--v-text, #eceef2); --soft: var(--v-soft, #a3aab8);
  --line: var(--v-line, #333842); --accent: var(--v-primary, #7d9bff); --on-accent: var(--v-on-primary, #10131a); }
dialog { border: 1px solid var(--line); border-radius: 14px; background: var(--ground); color: var(--ink); padding: 24px;
  width: min(440px, calc(100vw - 32px)); box-sizing: border-box; box-shadow: 0 24px 64px rgb(0 0 0 / .24); }
dialog::backdrop { background: rgb(10 12 18 / .48); }
h2 { margin: 0 0 8px; font-size: 17px; line-height: 1.35; font-weight: 600; }
p { margin: 0 0 12px; color: var(--soft); }
.address { margin: 0 0 12px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere;
  max-height: 9em; overflow: auto; font: 13px/1.5 var(--v-mono, ui-monospace, SFMono-Regular, Menlo, monospace); color: var(--soft); }
.address b { color: var(--ink); font-weight: 600; }
.buttons { display: flex; justify-content: flex-end; gap: 8px; margin-top: 20px; }
button { font: inherit; font-weight: 500; border-radius: 8px; border: 1px solid var(--line); background: transparent; color: var(--ink);
  padding: 8px 16px; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.line { position: fixed; left: 50%; bottom: 24px; transform: translateX(-50%); background: var(--ink); color: var(--ground);
  border-radius: 999px; padding: 8px 16px; z-index: 2147483000; box-shadow: 0 8px 24px rgb(0 0 0 / .2); }
.panel { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; text-align: center; gap: 4px;
  padding: 24px; background: var(--ground); }
.panel p { max-width: 44ch; }
`;
