import { t } from "@lingui/core/macro";
import { list } from "~/kit/formats";
import { FIELDS, NUMBERS } from "./conditionWords";

/** What a dry run knows only as it is today, in words. */
export function asNowWords(names: readonly string[]): string {
  return list(names.map(words), "conjunction");
}

function words(name: string): string {
  if (name in FIELDS) return FIELDS[name as keyof typeof FIELDS]();
  if (name in NUMBERS) return NUMBERS[name as keyof typeof NUMBERS]();
  switch (name) {
    case "attribute":
      return t`los datos del contacto`;
    case "prediction":
      return t`las predicciones`;
    case "time_passed":
      return t`si el caso seguía así al cumplirse el tiempo`;
    default:
      return name;
  }
}
