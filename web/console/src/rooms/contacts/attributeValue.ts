import type { AttributeValue, ContactAttribute } from "~/client/contract/contacts";

/** What was typed or chosen for an attribute, as it is kept; null where nothing was. */
export function attributeValue(kind: ContactAttribute["kind"], said: string): AttributeValue | null {
  const text = said.trim();
  if (text === "") return null;
  if (kind === "number") return Number(text);
  return kind === "yes_no" ? text === "true" : text;
}

/** What was said of several, by key: those without an answer are left out. */
export function attributeValues(attributes: readonly ContactAttribute[], said: Record<string, string>): Record<string, AttributeValue> {
  const given = attributes.map((one) => [one.key, attributeValue(one.kind, said[one.key] ?? "")] as const);
  return Object.fromEntries(given.filter((one): one is readonly [string, AttributeValue] => one[1] !== null));
}
