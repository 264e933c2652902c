import type { HoursEndpoints } from "./hoursEndpoints";
import type { PromisesEndpoints } from "./promisesEndpoints";
import type { WordsEndpoints } from "./wordsEndpoints";

/** What administration asks about the firm: hours, promises, words. */
export interface FirmEndpoints extends HoursEndpoints, PromisesEndpoints, WordsEndpoints {}
