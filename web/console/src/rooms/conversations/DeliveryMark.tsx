import { Ban, Check, CheckCheck, CircleQuestionMark, Clock, Hand, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Delivery, DeliveryState } from "~/client/contract/messages";
import { exactMoment } from "~/kit/formats";
import { deliveryWords } from "./deliveryWords";

const ICONS: Record<DeliveryState, LucideIcon> = {
  queued: Clock,
  cleared: Clock,
  sending: Clock,
  held: Hand,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: TriangleAlert,
  uncertain: CircleQuestionMark,
  cancelled: Ban,
  blocked: Ban,
};

export function DeliveryMark({ delivery, className }: { delivery: Delivery; className: string | undefined }) {
  const Icon = ICONS[delivery.state];
  return (
    <span className={className} title={exactMoment(delivery.at)} data-delivery={delivery.state}>
      <Icon size={14} aria-hidden />
      {deliveryWords(delivery)}
    </span>
  );
}
