/** The hours that people mean: each an instant after `now`, in the browser's time. */
export interface Later {
  id: "three_hours" | "tomorrow" | "monday" | "week";
  at: Date;
}

const MORNING = 9;

export function laters(now: number): Later[] {
  const today = new Date(now).getDay();
  const toMonday = (8 - today) % 7 || 7;
  return [
    { id: "three_hours", at: new Date(now + 3 * 3_600_000) },
    { id: "tomorrow", at: morning(now, 1) },
    ...(toMonday > 1 ? [{ id: "monday" as const, at: morning(now, toMonday) }] : []),
    { id: "week", at: morning(now, 7) },
  ];
}

function morning(now: number, days: number): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  at.setHours(MORNING, 0, 0, 0);
  return at;
}
