/** On 测一测, in place of the script of the other pages where one studies: what is answered is judged and kept. */

import { one } from "./common/dom.ts";
import { shared } from "./common/site.ts";
import { openQuiz } from "./quiz/app.ts";

const { site } = shared();
const place = one("[data-study-app=quiz]");
if (site && place) void openQuiz(site, place);
