// What every page needs: htmx for pieces of pages, Alpine (its CSP build) for small states, and the look's own behaviour.
import Alpine from "@alpinejs/csp";
import htmx from "htmx.org";

import { loadCharts } from "./charts.js";
import { copyFields } from "./copy.js";
import { closeMenus, openWide } from "./disclosure.js";
import { lightDrops, showErrors } from "./forms.js";
import { carryPasskeys } from "./passkeys.js";

document.documentElement.classList.add("scripted");

// Our policy allows neither inline styles nor evaluated text, and pages with names must not stay in the browser's storage.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;

htmx.onLoad((root) => {
  openWide(root);
  loadCharts(root);
  showErrors(root);
  carryPasskeys(root);
});
closeMenus();
copyFields();
lightDrops();
Alpine.start();
