import { plural, t } from "@lingui/core/macro";
import type { DryRun } from "~/client/contract/automation";
import { addAmounts, amountWords } from "~/kit/amountWords";

type Cost = DryRun["cost"];

export const NOTHING: Cost = { messages: 0, money: {}, unpriced: 0 };

/** Two stretches of a dry run together, exact. */
export function added(one: Cost, other: Cost): Cost {
  const money = { ...one.money };
  for (const [currency, amount] of Object.entries(other.money)) money[currency] = addAmounts(money[currency] ?? "0", amount);
  return { messages: one.messages + other.messages, money, unpriced: one.unpriced + other.unpriced };
}

/** What the messages of a rule would have cost, at today's prices. */
export function costWords({ messages, money, unpriced }: Cost): string {
  const sums = Object.entries(money).map(([currency, amount]) => amountWords(amount, currency));
  const sent = plural(messages, { one: "# mensaje que se cobra", many: "# mensajes que se cobran", other: "# mensajes que se cobran" });
  const cost = sums.length > 0 ? t`a precios de hoy, hasta ${sums.join(" + ")}` : t`sin tarifa`;
  const rest = unpriced > 0 && sums.length > 0 ? ` · ${plural(unpriced, { one: "# sin tarifa", many: "# sin tarifa", other: "# sin tarifa" })}` : "";
  return `${sent}: ${cost}${rest}`;
}
