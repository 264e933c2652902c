import type { Ready } from "~/kit/command";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { OfferBar } from "~/rooms/routing/OfferBar";
import { useMe } from "./useMe";

/** What one is asked to take, over the list, until it is answered or its time runs out. */
export function OfferPlace({ taking }: { taking: Ready[] }) {
  const me = useMe();
  // A call that rings has a bar of its own: picking it up is taking it.
  const offers = me.offers.filter((one) => !me.calls.some((each) => each.case_id === one.case_id));
  const [first] = offers;
  if (!first) return null;
  return (
    <OfferBar
      key={first.case_id}
      offer={first}
      more={offers.length - 1}
      glyph={<ChannelGlyph channel={first.channel} named size={16} />}
      accept={taking.find((one) => one.id === "case.accept")}
      decline={taking.find((one) => one.id === "case.decline")}
    />
  );
}
