// Runs in the frame after axe was put there. Answers the violations in a short form.
async () => {
  const result = await globalThis.axe.run(document, {
    resultTypes: ["violations"],
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] },
    rules: { "region": { enabled: false }, "page-has-heading-one": { enabled: false }, "landmark-one-main": { enabled: false } },
  });
  return result.violations.flatMap((violation) => violation.nodes.slice(0, 5).map((node) => {
    let element = null;
    try { element = document.querySelector(node.target.flat().join(" ")); } catch { /* a selector of axe's own */ }
    return {
      rule: violation.id,
      impact: node.impact ?? violation.impact ?? "moderate",
      help: violation.help,
      summary: (node.failureSummary ?? "").split("\n").slice(1).join(" ").trim().slice(0, 300),
      target: node.target.flat().join(" ").slice(0, 200),
      text: (element?.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 60),
      loc: element?.closest("[data-loc]")?.getAttribute("data-loc") ?? null,
    };
  }));
}
