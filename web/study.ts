/** For whoever studies: when questions come back, and the pages 题库 and 复习. */

import { Attempt } from "./items/attempt.ts";
import { openList } from "./questions/app.ts";
import { openReview } from "./review/app.ts";
import { choices } from "./schedule/fsrs.ts";
import { one } from "./common/dom.ts";
import { shared } from "./common/site.ts";
import { graded, moved, undone } from "./store/deeds.ts";
import { keep } from "./store/persistence.ts";

const study = { Attempt, choices, graded, keep, moved, undone };
export type Study = typeof study;

const { site } = Object.assign(shared(), { study });
const [list, review] = ["questions", "review"].map((app) => one(`[data-study-app=${app}]`));
if (site && list) setTimeout(() => openList(site, list)); // not in the same long task as what the theme does now
if (site && review) void openReview(site, review);
