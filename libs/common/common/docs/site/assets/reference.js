// Redoc over the joined description, from here alone.
"use strict";

Redoc.init(document.body.dataset.description, {
  disableSearch: false,
  expandResponses: "200,201",
  hideDownloadButton: false,
  requiredPropsFirst: true,
}, document.getElementById("reference"));
