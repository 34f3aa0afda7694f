// When the server has forgotten a circuit (it was started again) there is nothing to come back to: the page is loaded anew.

export function watchConnection(): void {
  const sign = document.getElementById("components-reconnect-modal");
  if (!sign) return;
  new MutationObserver(() => {
    if (sign.classList.contains("components-reconnect-rejected")) location.reload();
  }).observe(sign, { attributes: true, attributeFilter: ["class"] });
}
