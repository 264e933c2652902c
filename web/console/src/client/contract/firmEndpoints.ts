import type { HoursEndpoints } from "./hoursEndpoints";
import type { PromisesEndpoints } from "./promisesEndpoints";

/** What administration asks about the firm: hours, promises. */
export interface FirmEndpoints extends HoursEndpoints, PromisesEndpoints {}
