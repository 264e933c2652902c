import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import type { Brand } from "~/client/contract/who";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Empty } from "~/kit/Empty";
import { Field } from "~/kit/Field";
import { Loaded } from "~/kit/Loaded";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { Part } from "~/kit/Part";
import { Select } from "~/kit/Select";
import { useSettled } from "~/kit/useSettled";
import { meQuery } from "~/rooms/access/queries";
import { useMay } from "~/rooms/access/useMay";
import { planQuery } from "~/rooms/workforce/scheduleQueries";
import { dayIn, isDay, mondayOf } from "~/rooms/workforce/weekDays";
import { WeekNav } from "~/rooms/workforce/WeekNav";
import css from "./PlanPage.module.css";
import { PlanWeek } from "./PlanWeek";
import { usePlanSearch } from "./usePlanSearch";

const VolumesDialog = lazy(() => import("~/rooms/workforce/VolumesDialog").then((file) => ({ default: file.VolumesDialog })));

/** A brand's week: what is expected, whom it needs, who is scheduled, and which channels that keeps. */
export function PlanPage() {
  const { data: me } = useQuery(meQuery);
  const [search, setSearch] = usePlanSearch();
  const brand = me?.brands.find((one) => one.id === search.brand) ?? me?.brands[0];
  return (
    <Page title={t`Pronóstico y necesidad`} lede={t`Lo que se espera por canal y media hora, cuánta gente pide y cuánta hay en turno.`} wide>
      {me && brand ? (
        <OfBrand key={brand.id} brand={brand} brands={me.brands} onBrand={(id) => setSearch({ brand: id, channel: undefined })} />
      ) : me ? (
        <Empty words={t`No hay marcas al alcance. El pronóstico es de una marca, en su hora y con sus feriados.`} />
      ) : null}
    </Page>
  );
}

function OfBrand({ brand, brands, onBrand }: { brand: Brand; brands: readonly Brand[]; onBrand: (id: string) => void }) {
  const [search, setSearch] = usePlanSearch();
  const cache = useQueryClient();
  const may = useMay();
  const now = useNow();
  const [wish, setWish] = useState({ share: "80", within: "60", shrinkage: "15", people: "" });
  const [order, setOrder] = useState<string[]>([]);
  const [bringing, setBringing] = useState(false);
  const settled = useSettled(wish, 400);
  const present = mondayOf(dayIn(undefined, now));
  const monday = search.week && isDay(search.week) ? mondayOf(search.week) : present;
  const query = useQuery(
    planQuery({
      brand_id: brand.id,
      monday,
      share: share(settled.share, 80),
      within: Number(settled.within) || 0,
      shrinkage: share(settled.shrinkage, 15),
      ...(order.length > 0 ? { order: order.join(",") } : {}),
      ...(settled.people !== "" ? { people: Number(settled.people) } : {}),
    }),
  );
  const number = (name: keyof typeof wish, label: string, most: number) => (
    <div className={css.small}>
      <Field type="number" min={0} max={most} label={label} value={wish[name]} onChange={(event) => setWish({ ...wish, [name]: event.target.value })} />
    </div>
  );
  return (
    <>
      <div className={css.controls}>
        {brands.length > 1 ? (
          <Select label={t`Marca`} value={brand.id} onChange={(event) => onBrand(event.target.value)}>
            {brands.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        ) : null}
        <WeekNav monday={monday} present={present} onChoose={(week) => setSearch({ week, day: undefined })} />
        {number("share", t`Responder (%)`, 99)}
        {number("within", t`Dentro de (s)`, 86_400)}
        {number("shrinkage", t`Reducción (%)`, 89)}
        {may("schedules.manage") ? <Button onClick={() => setBringing(true)}>{t`Cargar volúmenes`}</Button> : null}
      </div>
      <Loaded query={query} rows={10}>
        {(plan) => (
          <PlanWeek
            plan={plan}
            onOrder={setOrder}
            onBring={may("schedules.manage") ? () => setBringing(true) : null}
            people={number("people", t`Como si hubiera`, 10_000)}
          />
        )}
      </Loaded>
      {bringing ? (
        <Part>
          <VolumesDialog
            brand={brand.name}
            onClose={() => setBringing(false)}
            onBring={(csv) => call("POST /staffing/volumes", { body: { brand_id: brand.id, csv } }).then(() => cache.invalidateQueries({ queryKey: ["staffing"] }))}
          />
        </Part>
      ) : null}
    </>
  );
}

/** A percentage that is typed as a share; what is no percentage is the usual one. */
function share(typed: string, usual: number): number {
  const value = Number(typed);
  return (typed !== "" && value >= 0 && value < 100 ? value : usual) / 100;
}
