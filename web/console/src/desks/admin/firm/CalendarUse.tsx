import { t } from "@lingui/core/macro";
import type { Calendar } from "~/client/contract/hours";
import type { Brand } from "~/client/contract/who";
import { call } from "~/client/http";
import { useDoing } from "~/kit/deed";
import { Section } from "~/kit/Section";
import { Switch } from "~/kit/Switch";
import { holderWords } from "./holderWords";

/** Which brands keep these hours; queues, channel accounts and policies choose theirs where they are set up. */
export function CalendarUse({ calendar, brands, onChange }: { calendar: Calendar; brands: Brand[]; onChange: () => void }) {
  const { perform } = useDoing();
  const path = { id: calendar.id };
  const mine = brands.filter((one) => calendar.brand_id === null || calendar.brand_id === one.id);
  const others = calendar.holders.filter((one) => one.holder_kind !== "brand");
  const turn = (brand: Brand, on: boolean) => {
    const body = { holder_kind: "brand" as const, holder_id: brand.id };
    const attach = () => call("POST /calendars/{id}/attach", { path, body });
    const detach = () => call("POST /calendars/{id}/detach", { path, body });
    return perform({
      said: on ? t`${brand.name} usa este calendario` : t`${brand.name} ya no usa este calendario`,
      run: on ? attach : detach,
      undo: on ? detach : attach,
      then: onChange,
    });
  };
  return (
    <Section title={t`Quién lo usa`} hint={t`Rige lo más cercano al caso: la política, la cola, la cuenta de canal, la marca.`}>
      {mine.map((brand) => (
        <Switch
          key={brand.id}
          label={brand.name}
          on={calendar.holders.some((one) => one.holder_kind === "brand" && one.holder_id === brand.id)}
          onChange={(on) => void turn(brand, on)}
        />
      ))}
      {others.length > 0 ? <p>{t`También: ${holderWords(others, brands)}.`}</p> : null}
    </Section>
  );
}
