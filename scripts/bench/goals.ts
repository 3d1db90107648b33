/** A goal with the figure that this run reached. */
interface Goal {
  readonly what: string;
  readonly wanted: string;
  readonly reached: string;
  readonly met: boolean;
}

/** The goals of the design that were measured in this run. */
export class Goals {
  private readonly goals: Goal[] = [];

  atMost(what: string, limit: number, unit: string, value: number | undefined): void {
    this.add(what, `at most ${limit} ${unit}`, unit, value, (one) => one <= limit);
  }

  atLeast(what: string, limit: number, unit: string, value: number | undefined): void {
    this.add(what, `at least ${limit} ${unit}`, unit, value, (one) => one >= limit);
  }

  print(): void {
    console.log('\nGoals');
    for (const { what, wanted, reached, met } of this.goals)
      console.log(`  ${what.padEnd(62)} ${wanted.padEnd(19)} ${reached.padStart(12)}  ${met ? 'met' : 'NOT MET'}`);
  }

  private add(
    what: string,
    wanted: string,
    unit: string,
    value: number | undefined,
    test: (value: number) => boolean,
  ): void {
    if (value === undefined || Number.isNaN(value)) return;
    const reached = `${value >= 100 ? Math.round(value) : value.toFixed(2)} ${unit}`;
    this.goals.push({ what, wanted, reached, met: test(value) });
  }
}
