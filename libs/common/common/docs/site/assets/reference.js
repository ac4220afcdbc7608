// Redoc over the joined description, from here alone.
"use strict";

Redoc.init(document.body.dataset.description, {
  disableSearch: false,
  jsonSampleExpandLevel: 2,
  hideDownloadButton: false,
  requiredPropsFirst: true,
  pathInMiddlePanel: true, // beside the samples a long address is cut off
  // Its own colours of answers, links and code are too pale to be read by everybody (WCAG 2.2, 1.4.3).
  theme: {
    colors: {
      primary: { main: "#0b5cad" },
      success: { main: "#1b7a4b" },
      responses: {
        success: { color: "#176b41", tabTextColor: "#8fd6b0" },
        error: { color: "#b3261e", tabTextColor: "#ff9d94" },
        redirect: { color: "#7a4a00", tabTextColor: "#ffc266" },
        info: { color: "#0b5cad", tabTextColor: "#9cc9f5" },
      },
    },
    typography: { code: { color: "#a3262a" } },
  },
}, document.getElementById("reference"));
