type Figures = Record<string, number | string | boolean>;

/** One line of JSON, rounded to what is worth reading. */
export function report(row: string, figures: Figures): void {
  const rounded = Object.entries(figures).map(([name, value]) => [
    name,
    typeof value === 'number' ? Number(value.toPrecision(4)) : value,
  ]);
  process.stdout.write(`${JSON.stringify({ bench: 'job J', row, ...Object.fromEntries(rounded) })}\n`);
}

/** A row of the table of targets. */
export function reportTarget(row: string, value: number, target: { must: number; aim: number }, more: Figures = {}) {
  const state = value <= target.aim ? 'aim' : value <= target.must ? 'must' : 'missed';
  report(row, { value, ...target, state, ...more });
}
