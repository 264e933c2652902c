import { describe, expect, test } from "vitest";
import { understand } from "~/rooms/cases/snooze";

// Wednesday
const NOW = new Date(2026, 10, 18, 10, 7);
const at = (day: number, hour: number, minute = 0, month = 10, year = 2026) => new Date(year, month, day, hour, minute);
// Monday to Friday at 8:30, Saturday at 10; the 23rd, a Monday, is a holiday
const OPENINGS = Array.from({ length: 45 }, (_, day) => new Date(2026, 10, 18 + day, 8, 30))
  .filter((one) => one.getDay() !== 0 && one.toDateString() !== at(23, 0).toDateString())
  .map((one) => (one.getDay() === 6 ? new Date(one.setHours(10, 0)) : one));

const CASES: [string, Date][] = [
  ["mañana 9", at(19, 9)],
  ["mañana a las 9", at(19, 9)],
  ["Mañana, 9:30", at(19, 9, 30)],
  ["mañana", at(19, 8, 30)],
  ["manana", at(19, 8, 30)],
  ["mañana por la tarde", at(19, 15)],
  ["mañana a las 3 de la tarde", at(19, 15)],
  ["mañana a las 9 de la mañana", at(19, 9)],
  ["mañana al mediodía", at(19, 12)],
  ["pasado mañana 15:30", at(20, 15, 30)],
  ["pasado mañana", at(20, 8, 30)],
  ["hoy 18", at(18, 18)],
  ["hoy a las 18h", at(18, 18)],
  ["esta tarde", at(18, 15)],
  ["esta noche", at(18, 20)],
  ["18:45", at(18, 18, 45)],
  ["a las 9", at(19, 9)],
  ["jueves", at(19, 8, 30)],
  ["el viernes 16h30", at(20, 16, 30)],
  ["sábado", at(21, 10)],
  ["miércoles", at(25, 8, 30)],
  ["el próximo martes", at(24, 8, 30)],
  ["martes que viene 11", at(24, 11)],
  ["en 2 horas", at(18, 12, 7)],
  ["en una hora", at(18, 11, 7)],
  ["en media hora", at(18, 10, 37)],
  ["30 min", at(18, 10, 37)],
  ["2h", at(18, 12, 7)],
  ["en 1,5 horas", at(18, 11, 37)],
  ["en 3 días", at(21, 10)],
  ["en tres días a las 14", at(21, 14)],
  ["en 2 semanas", at(2, 8, 30, 11)],
  ["fin de mes", at(30, 8, 30)],
  ["a fin de mes a las 12", at(30, 12)],
  ["30/11", at(30, 8, 30)],
  ["1/12 9:15", at(1, 9, 15, 11)],
  ["1 de diciembre", at(1, 8, 30, 11)],
  ["4 de enero a las 10", at(4, 10, 0, 0, 2027)],
  ["tomorrow 9", at(19, 9)],
  ["tomorrow at 9am", at(19, 9)],
  ["tomorrow at 3 pm", at(19, 15)],
  ["the day after tomorrow", at(20, 8, 30)],
  ["friday at noon", at(20, 12)],
  ["next tuesday", at(24, 8, 30)],
  ["in two hours", at(18, 12, 7)],
  ["in half an hour", at(18, 10, 37)],
  ["in 3 days", at(21, 10)],
  ["end of month", at(30, 8, 30)],
  ["december 1", at(1, 8, 30, 11)],
  ["tomorrow evening", at(19, 20)],
  ["amanhã 9", at(19, 9)],
  ["amanhã às 9h", at(19, 9)],
  ["amanhã às 3 da tarde", at(19, 15)],
  ["depois de amanhã", at(20, 8, 30)],
  ["sexta-feira", at(20, 8, 30)],
  ["quinta às 14h30", at(19, 14, 30)],
  ["daqui a 2 horas", at(18, 12, 7)],
  ["em 3 dias", at(21, 10)],
  ["fim do mês", at(30, 8, 30)],
];

describe("a moment in words", () => {
  test.each(CASES)("%s", (words, moment) => {
    const found = understand(words, NOW, OPENINGS);
    expect(found).not.toBeNull();
    expect(found).not.toBe("past");
    expect((found as { at: Date }).at).toEqual(moment);
  });

  test.each(["lunes", "próxima semana", "semana que viene", "next week", "semana que vem", "monday", "segunda"])(
    "%s, which is a holiday, is the next opening, and says so",
    (words) => expect(understand(words, NOW, OPENINGS)).toEqual({ at: at(24, 8, 30), moved: true }),
  );

  test.each(["", "luego", "cuando pueda", "31/2", "mañana 25", "en horas", "en 0 horas", "9:75", "hola mañana", "lunes martes", "5 peras"])(
    "«%s» is not one",
    (words) => expect(understand(words, NOW, OPENINGS)).toBeNull(),
  );

  test.each(["hoy 8", "today 9:30", "hoje às 7", "1/11/2026 9", "1/1/2020 9"])("«%s» has passed", (words) => {
    expect(understand(words, NOW, OPENINGS)).toBe("past");
  });

  test("today without an hour is the next opening", () => {
    expect(understand("hoy", NOW, OPENINGS)).toEqual({ at: at(19, 8, 30), moved: true });
  });

  test("where nobody says when the brand opens, a day begins at nine", () => {
    expect(understand("mañana", NOW, [])).toEqual({ at: at(19, 9), moved: false });
  });

  test("the last day of a month means the end of the next one", () => {
    expect(understand("fin de mes", at(30, 10), [])).toEqual({ at: at(31, 9, 0, 11), moved: false });
  });

  test("no moment is ever before now", () => {
    for (let hour = 0; hour < 24 * 40; hour += 7) {
      const now = new Date(2026, 9, 20, hour, 13);
      for (const [words] of CASES) {
        const found = understand(words, now, OPENINGS);
        if (found !== null && found !== "past") expect(found.at.getTime()).toBeGreaterThan(now.getTime());
      }
    }
  });
});
