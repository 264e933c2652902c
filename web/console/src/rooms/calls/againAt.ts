const MORNING = 9;
const HOUR = 3_600_000;

/** When people agree to talk again: in an hour, in three, tomorrow morning and afternoon, in the browser's time. */
export function againAt(now: number): Date[] {
  return [new Date(now + HOUR), new Date(now + 3 * HOUR), tomorrow(now, MORNING), tomorrow(now, MORNING + 7)];
}

function tomorrow(now: number, hour: number): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + 1);
  at.setHours(hour, 0, 0, 0);
  return at;
}
