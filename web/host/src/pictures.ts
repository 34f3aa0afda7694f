// Pictures that go along with a prompt: chosen, pasted into its box or dropped on it. Each is sent to the server at once, which says what it made of it; the page shows them.

import type { DotNetObject } from "./ui.ts";

/** Makes the prompt box around an element take pictures; the page says of each where it goes, or that it does not. */
export function takePictures(tray: HTMLElement, page: DotNetObject): void {
  const box = tray.closest<HTMLElement>(".prompt");
  const input = tray.querySelector<HTMLInputElement>("input[type=file]");
  if (!box || !input) return;
  let count = 0;

  const take = async (file: File): Promise<void> => {
    const key = ++count;
    const address = await page.invokeMethodAsync("Begin", key, file.name, file.size);
    if (typeof address === "string") await page.invokeMethodAsync("End", key, ...(await upload(address, file)));
  };
  const takeAll = (files: FileList | null | undefined): void => {
    for (const file of files ?? []) void take(file);
  };

  box.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-pick]")) input.click();
  });
  input.addEventListener("change", () => {
    takeAll(input.files);
    input.value = ""; // the same file once more is a change too
  });
  box.addEventListener("paste", (event) => {
    const clip = event.clipboardData;
    // Spreadsheets put a picture of the text beside it; what is meant is the text.
    if (!clip || clip.files.length === 0 || clip.types.includes("text/plain")) return;
    event.preventDefault();
    takeAll(clip.files);
  });
  const drag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    box.dataset["drop"] = "";
  };
  box.addEventListener("dragenter", drag);
  box.addEventListener("dragover", drag);
  box.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) delete box.dataset["drop"];
  });
  box.addEventListener("drop", (event) => {
    delete box.dataset["drop"];
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    takeAll(event.dataTransfer.files);
  });
}

/** The id that the server gave, or what stands in the way. */
async function upload(address: string, file: File): Promise<[string | null, string | null]> {
  try {
    const response = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file });
    const said = (await response.json()) as { id?: string; detail?: string };
    return response.ok && said.id ? [said.id, null] : [null, said.detail ?? `${file.name} was not taken (${response.status}).`];
  } catch {
    return [null, `${file.name} did not reach the server. Try again.`];
  }
}
