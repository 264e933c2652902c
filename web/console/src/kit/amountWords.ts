import { i18n } from "@lingui/core";

const PLACES = 6; // decimals of a price

/** An amount as millionths: what is added up and multiplied here stays exact. */
export function millionths(amount: string): bigint {
  const [whole = "0", part = ""] = amount.split(".");
  return BigInt(whole + part.padEnd(PLACES, "0").slice(0, PLACES));
}

/** A price, so many times, exact: "0.0914". */
export function times(price: string, units: number): string {
  return decimal(millionths(price) * BigInt(units));
}

/** An amount as people read it, with all of its decimals and two at least: "US$ 0,0914". */
export function amountWords(amount: string, currency: string, most = PLACES): string {
  const written = new Intl.NumberFormat(i18n.locale, { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: most });
  return written.format(amount as Intl.StringNumericLiteral);
}

/** Two amounts of one currency together, exact. */
export function addAmounts(one: string, other: string): string {
  return decimal(millionths(one) + millionths(other));
}

function decimal(whole: bigint): string {
  const digits = String(whole).padStart(PLACES + 1, "0");
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
}
