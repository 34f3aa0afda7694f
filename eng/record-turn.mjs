// Writes a transcript as people read it: node eng/record-turn.mjs HASH < transcript.json > docs/recorded-turn.txt
import { readFileSync } from "node:fs";

const { calls } = JSON.parse(readFileSync(0, "utf8"));
const out = [
  "One turn, whole: everything that was sent to a language model, and everything that it answered. Any turn can be read like this by those who may",
  "(GET /api/v1/turns/{id}/transcript, or Steps in the builder). The prompt is \"Revenue by region\" over the demo shop; the model is the scripted one of the",
  "tests, which makes two mistakes; what it is told is what any model is told, and the gates are the real ones. eng/record-turn.sh writes this file.",
  `Prompts: ${process.argv[2]}`,
];
const line = (text) => out.push(text);
const words = (part) => {
  switch (part.part) {
    case "text": return part.value;
    case "thought": return `(thinks) ${part.value}`;
    case "call": return `(calls) ${part.tool} ${JSON.stringify(part.input, null, 2)}`;
    case "result": return `(${part.isError ? "is answered, as an error" : "is answered"}) ${part.value}`;
    default: return `(${part.part})`;
  }
};
for (const call of calls) {
  const { input, output, cacheRead, cacheWrite } = call.tokens;
  line(`\n════════ Call ${call.number}, ${call.cause}: ${input + cacheRead + cacheWrite} tokens read, ${cacheRead} of them from the cache; ${output} written`);
  for (const [at, part] of (call.system ?? []).entries()) line(`\n──────── system, part ${at + 1}\n\n${part.trimEnd()}`);
  for (const tool of call.tools ?? []) line(`\n──────── tool ${tool.name}\n\n${tool.description}\n${JSON.stringify(tool.inputSchema)}`);
  if (call.kept > 0) line(`\n──────── the first ${call.kept} messages of the call before, and then`);
  for (const message of [...call.sent, call.answer]) {
    if (message) for (const part of message.parts) line(`\n──────── ${message.isAnswer ? "← the model" : "→ to the model"}\n\n${words(part).trimEnd()}`);
  }
}
process.stdout.write(`${out.join("\n")}\n`);
