/** The known name nearest to a written one, or undefined when none is near: at most a third of its length away, or the one containing the other. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const allowed = Math.max(2, Math.floor(written.length / 3));
  let best: string | undefined;
  let least = allowed + 1;
  for (const name of known) {
    const distance = score(written, name, allowed);
    if (distance < least || (distance === least && best !== undefined && name < best)) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/** `Did you mean X?`, or undefined. */
export function didYouMean(written: string, known: Iterable<string>): string | undefined {
  const name = nearest(written, known);
  return name === undefined ? undefined : `Did you mean ${name}?`;
}

function score(written: string, name: string, allowed: number): number {
  const a = written.toLowerCase();
  const b = name.toLowerCase();
  if (a === b) return 0;
  if (a.length >= 4 && b.includes(a)) return 1;
  return Math.abs(a.length - b.length) > allowed ? Number.POSITIVE_INFINITY : distanceOf(a, b);
}

function distanceOf(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      current[j] = Math.min(current[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + cost);
    }
    previous = current;
  }
  return previous[b.length]!;
}
