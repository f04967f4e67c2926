/** On 模拟面试, in place of the script of the other pages where one studies. */

import { one } from "./common/dom.ts";
import { shared } from "./common/site.ts";
import { openInterview } from "./interview/app.ts";

const { site } = shared();
const place = one("[data-study-app=interview]");
if (site && place) void openInterview(site, place);
