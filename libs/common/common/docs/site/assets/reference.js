// Redoc over the joined description, from here alone.
"use strict";

Redoc.init(document.body.dataset.description, {
  disableSearch: false,
  jsonSampleExpandLevel: 2,
  hideDownloadButton: false,
  requiredPropsFirst: true,
}, document.getElementById("reference"));
