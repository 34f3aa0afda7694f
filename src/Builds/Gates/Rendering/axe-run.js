// Runs in the frame after axe was put there. Answers { violations, error }: the violations in a short form, or why there are none to tell of.
async () => {
  const frames = (count) => new Promise((done) => requestAnimationFrame(() => (count > 1 ? frames(count - 1).then(done) : done())));
  // The page's word for the theme comes by message: what was drawn before it arrived tells nothing of this theme.
  for (let tries = 0; document.documentElement.dataset.theme !== "THEME"; tries += 1) {
    if (tries > 300) return { violations: [], error: "the app did not change to this theme" };
    await frames(1);
  }
  await frames(2);
  let result;
  try {
    result = await globalThis.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: "RULES",
      rules: { "region": { enabled: false }, "page-has-heading-one": { enabled: false }, "landmark-one-main": { enabled: false } },
    });
  } catch (error) {
    return { violations: [], error: String(error?.message ?? error).split("\n")[0].slice(0, 300) };
  }
  const violations = result.violations.flatMap((violation) => violation.nodes.slice(0, 5).map((node) => {
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
  // axe keeps the faults of its own rules among what it could not decide.
  const fault = (check) => check.id === "error-occurred";
  const broken = result.incomplete.find((rule) => rule.nodes.some((node) => node.none.some(fault)));
  const cause = broken?.nodes.flatMap((node) => node.none).find(fault)?.data?.message;
  return { violations, error: broken ? `the rule ${broken.id} stopped${cause ? ` (${String(cause).split("\n")[0].slice(0, 200)})` : ""}` : null };
}
